/** Loaded with `--import` before the application's main script: maps `electron` to the stand-in. */
import { registerHooks } from "node:module";

const standIn = new URL("./electronModule.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === "electron" ? { url: standIn, shortCircuit: true } : nextResolve(specifier, context),
});
