import { panelsPicture } from '../../picture/bar-panel.ts';
import type { Picture } from '../../picture/markup.ts';
import type { DriversData } from './prepare.ts';

export function driversPicture({ panels }: DriversData, width = 1200): Picture {
  return panelsPicture(panels, { title: 'What drives the time', width });
}
