/**
 * A change of the model as edits of the user's own text: bytes outside an edit stay. Knows the formats' words for an
 * order and how their text is laid out; must not know why a change is made, or what it gains.
 */
export { addOrders } from './add-orders.ts';
export { chainTo } from './node-chain.ts';
export { removalOf } from './remove-link.ts';
export { type RewriteInput, type Rewritten, rewrite } from './rewrite.ts';
