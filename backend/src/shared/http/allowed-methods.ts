import type { Request } from 'express';

/** The part of Express's router that tells which routes there are. */
interface Layer {
  readonly route?: {
    readonly path: unknown;
    readonly methods: Readonly<Record<string, boolean>>;
  };
  match(path: string): boolean;
}

/** Methods that some handler takes at the path of a request; empty where there is none. */
export function allowedMethods(request: Request): readonly string[] {
  // Express documents `app.router`, but not the type of its stack.
  const { stack } = request.app.router as unknown as { stack: readonly Layer[] };
  const methods = stack
    .filter((layer) => isApi(layer.route?.path) && layer.match(request.path))
    .flatMap((layer) => Object.keys(layer.route?.methods ?? {}));
  return [...new Set(methods.map((method) => method.toUpperCase()))].filter(
    (name) => name !== '_ALL',
  );
}

/** Every other route is the page's, which takes any path. */
const isApi = (path: unknown): boolean =>
  typeof path === 'string' && /^\/(api|health)(\/|$)/.test(path);
