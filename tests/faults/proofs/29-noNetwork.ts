/** Promise 29: the vault process goes a whole tour under a tracer, and takes no way to the network. */
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { OfferedSource } from "../../../shared/domain/offeredSource.ts";
import { forkVault } from "../../support/forkedVault.ts";
import { runJourney } from "../journeys.ts";
import { type Control, type Proof, type ProofResult, sumResults } from "../proof.ts";
import { straceProblem } from "../strace.ts";
import { goTour } from "../wordsTour.ts";

/** What reaches beyond the process: not the channel to its parent, which it was given, nor questions to the kernel itself. */
const outsideSocket = /\b(socket|connect|bind|sendto)\(.*(AF_INET|AF_PACKET|AF_UNIX|AF_VSOCK)/;

export const proof: Proof = {
  promise: 29,
  title: "no network: nothing leaves this computer",
  run: async (extent, folder) =>
    sumResults([
      await tryVaultProcess(folder),
      ...(extent === "short" ? [] : [await runJourney("start.spec.ts", folder)]),
    ]),
};

async function tryVaultProcess(folder: string): Promise<ProofResult> {
  const [home, desk] = [path.join(folder, "home"), path.join(folder, "desk")];
  for (const place of [home, desk]) fs.mkdirSync(place);
  const [noted, traced] = [path.join(folder, "noted"), path.join(folder, "traced")];
  const problem = straceProblem();
  const vault = forkVault(home, {
    under: problem === undefined ? ["strace", "-f", "-qq", "-e", "trace=network", "-o", traced] : [],
    imports: [pathToFileURL(path.join(import.meta.dirname, "../networkGuard.ts")).href],
    environment: { LYHORD_FAULTS_NETWORK: noted },
  });
  let asked = 0;
  await goTour(
    {
      get(name, input) {
        asked += 1;
        return vault.get(name, input);
      },
      async offer(file) {
        const result = await vault.ask("internal.offer", { paths: [file] });
        const [source] = result.ok ? (result.value as OfferedSource[]) : [];
        if (source === undefined) throw new Error("nothing was offered");
        return source.sourceId;
      },
    },
    desk,
    Date.now(),
  );
  await vault.kill();
  const calls = linesOf(traced).filter((line) => outsideSocket.test(line));
  return {
    trials: asked,
    failures: [...linesOf(noted), ...calls.map((call) => `the system was asked for ${call}`)],
    ...(problem === undefined ? {} : { notRun: `system calls were not looked at: ${problem}` }),
  };
}

function linesOf(file: string): string[] {
  if (!fs.existsSync(file)) return [];
  return fs
    .readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "");
}

export const controls: readonly Control[] = [
  {
    guard: "the program asks for something as it starts",
    file: "electron/vaultProcess.ts",
    find: "  selfTest();\n",
    replace: '  selfTest();\n  await fetch("http://127.0.0.1:9/").catch(() => {});\n',
  },
  {
    guard: "the program opens a socket of its own",
    file: "electron/services/search.ts",
    find: "if (terms.length === 0) return [];",
    replace: 'process.getBuiltinModule("node:net").connect(9, "127.0.0.1").on("error", () => {});',
  },
];
