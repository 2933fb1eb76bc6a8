/** A database connection that ends at a chosen call, as a killed process ends it. */
import type Database from "better-sqlite3";
import { SimulatedCrash } from "./faultyFiles.ts";

/** The connection with a fault in it. */
export interface CrashingDatabase {
  readonly db: Database.Database;
  /** Whether the planned call was reached. */
  struck(): boolean;
}

/**
 * Wraps a connection so that its n-th call of `prepare`, `exec`, `pragma` or `serialize` closes it instead, which
 * rolls an open transaction back.
 *
 * @param failAt - number of the call, from 1
 * @param onCall - told of each call before it
 */
export function crashingDatabase(
  inner: Database.Database,
  failAt: number,
  onCall: () => void = () => {},
): CrashingDatabase {
  let calls = 0;
  const counted = new Set<PropertyKey>(["prepare", "exec", "pragma", "serialize"]);
  const db = new Proxy(inner, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      return (...input: unknown[]) => {
        if (counted.has(name)) {
          calls += 1;
          onCall();
        }
        if (counted.has(name) && calls >= failAt) {
          if (target.open) target.close();
          throw new SimulatedCrash();
        }
        return Reflect.apply(value, target, input);
      };
    },
  });
  return { db, struck: () => calls >= failAt };
}
