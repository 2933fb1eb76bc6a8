/** Loaded before everything else in a process: writes down every way to the network that is taken, and takes it away. */
import fs from "node:fs";
import { registerHooks } from "node:module";

/** Modules of Node that reach the network. */
const networkModules = /^(node:)?(net|tls|http|https|http2|dgram|dns|dns\/promises|inspector|ws|undici)$/;
const noted = process.env.LYHORD_FAULTS_NETWORK ?? "";

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (networkModules.test(specifier)) note(`${specifier} was loaded`);
    return nextResolve(specifier, context);
  },
});

for (const name of ["fetch", "WebSocket", "EventSource"] as const) {
  Object.defineProperty(globalThis, name, {
    value: async () => {
      note(`${name} was called`);
      throw new Error("there is no network");
    },
  });
}

function note(line: string): void {
  fs.appendFileSync(noted, `${line}\n`);
}
