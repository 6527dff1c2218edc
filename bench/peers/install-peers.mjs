// Puts what the makespan simulator is compared with into a temporary folder: packages of Debian unpacked there, one of
// npm, and C++ compiled on the spot. What cannot be had is left out, with the reason.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const NUMPY = ['python3-numpy', 'libblas3', 'liblapack3', 'libgfortran5', 'libquadmath0', 'python3-pkg-resources'];
const SIMGRID = [
  ...['libsimgrid-dev', 'libsimgrid3.32', 'libboost1.74-dev', 'libboost-context1.74.0', 'libboost-stacktrace1.74.0'],
  ...['libns3.37', 'libgsl27', 'libgslcblas0', 'libgfortran5', 'libquadmath0'],
];

/**
 * @param folder a temporary folder
 * @param workload a file with the workload as JSON; the same as text is written beside the peers
 * @returns the peers that run here: `{name, limits, command(workers, replications)}`, and what is missing and why
 */
export function installPeers(folder, { file, workload }) {
  const root = join(folder, 'root');
  const text = join(folder, 'workload.txt');
  mkdirSync(root, { recursive: true });
  writeFileSync(text, textOf(workload));
  const libraries = ['', '/blas', '/lapack'].map((part) => join(root, `usr/lib/x86_64-linux-gnu${part}`)).join(':');
  const python = { PYTHONPATH: join(root, 'usr/lib/python3/dist-packages'), LD_LIBRARY_PATH: libraries };
  const script = (name) => join(here, name);
  const peers = [];
  const missing = [];
  const add = (name, limits, install, command, env = {}) => {
    const problem = install();
    if (problem === null) peers.push({ name, limits, command, env });
    else missing.push(`${name}: ${problem}`);
  };
  add(
    'SimPy, callbacks',
    [0, 16],
    () => debian(folder, ['python3-simpy3']),
    (workers, count) => ['/usr/bin/python3', [script('simpy_callbacks.py'), file, workers, count]],
    python,
  );
  add(
    'NumPy, batched',
    [0],
    () => debian(folder, NUMPY),
    (workers, count) => ['/usr/bin/python3', [script('numpy_batched.py'), file, workers, count]],
    python,
  );
  add(
    'SimJS',
    [0, 16],
    () => npm(folder, 'simjs@2.0.3'),
    (workers, count) => [process.execPath, [script('simjs-callbacks.mjs'), folder, file, workers, count]],
  );
  const simgrid = simgridProblem(folder, root, libraries);
  for (const [name, limits, way] of [
    ['SimGrid', [0, 16], 'dispatched'],
    ['SimGrid, declared', [0], 'declared'],
  ]) {
    const command = (workers, count) => [join(folder, 'simgrid'), [text, workers, count, way]];
    add(name, limits, () => simgrid, command, { LD_LIBRARY_PATH: libraries });
  }
  add(
    'C++ -O3 AVX2',
    [0, 16],
    () => compile(['-O3', '-mavx2', '-mfma', '-o', join(folder, 'kernels'), script('kernels.cpp')]),
    (workers, count) => [join(folder, 'kernels'), [text, workers, count]],
  );
  return { peers, missing };
}

/** Downloads and unpacks; nothing of the system changes. */
function debian(folder, packages) {
  for (const name of packages) {
    if (!run('apt-get', ['download', name], folder)) return `apt-get download ${name} failed`;
  }
  for (const archive of readdirSync(folder).filter((entry) => entry.endsWith('.deb'))) {
    if (!run('dpkg', ['-x', archive, 'root'], folder)) return `dpkg -x ${archive} failed`;
  }
  return existsSync('/usr/bin/python3') ? null : 'no /usr/bin/python3';
}

/** Installs a package of npm and runs no script of it. @returns null, or what went wrong */
export function npm(folder, name) {
  const args = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', name];
  return run('npm', args, folder) ? null : `npm install ${name} failed`;
}

/** @returns null when it was compiled */
function simgridProblem(folder, root, libraries) {
  const problem = debian(folder, SIMGRID);
  if (problem !== null) return problem;
  const [library] = libraries.split(':');
  const link = [
    `-L${library}`,
    '-lsimgrid',
    `-Wl,-rpath-link,${library}`,
    '-Wl,--unresolved-symbols=ignore-in-shared-libs',
  ];
  const source = join(here, 'simgrid.cpp');
  return compile(['-O2', `-I${join(root, 'usr/include')}`, '-o', join(folder, 'simgrid'), source, ...link]);
}

function compile(args) {
  return run('g++', ['-std=c++17', ...args], here) ? null : 'g++ is absent, or could not compile it';
}

function run(command, args, cwd) {
  return spawnSync(command, args, { cwd, stdio: 'ignore' }).status === 0;
}

function textOf({ n, m, src, dst, mu, sigma }) {
  const edges = src.map((source, edge) => `${source} ${dst[edge]}`);
  return [`${n} ${m}`, ...edges, ...mu.map((value, task) => `${value} ${sigma[task]}`), ''].join('\n');
}
