/**
 * Loaded with `--import` by tests: moves the clocks of a process by what a file says, at every reading.
 *
 * The file named in `LYHORD_TEST_CLOCK` holds the offset of the wall clock in ms and, after a space and
 * optionally, that of the monotonic one. The product knows nothing of it.
 */
import { readFileSync } from "node:fs";

const path = process.env.LYHORD_TEST_CLOCK;

if (path !== undefined) {
  const RealDate = Date;
  const realNow = Date.now.bind(Date);
  const realPerformanceNow = performance.now.bind(performance);
  const offsets = () => readFileSync(path, "utf8").trim().split(/\s+/).map(Number);
  const now = () => realNow() + (offsets()[0] ?? 0);

  // A proxy, so that dates stay the engine's own: clones, `instanceof` and the statics work as ever.
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
  });
  performance.now = () => realPerformanceNow() + (offsets()[1] ?? 0);
}
