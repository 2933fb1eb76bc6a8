/** What a packaged Lyhörd is allowed to do, and what goes into it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { externalPackages } from "../../vite.config.ts";
import { projectRoot } from "../support/runStep.ts";

const configuration = readFileSync(join(projectRoot, "electron-builder.yml"), "utf8");

describe("the packaged application", () => {
  test.each([
    ["runAsNode", false],
    ["enableCookieEncryption", true],
    ["enableNodeOptionsEnvironmentVariable", false],
    ["enableNodeCliInspectArguments", false],
    ["enableEmbeddedAsarIntegrityValidation", true],
    ["onlyLoadAppFromAsar", true],
    ["grantFileProtocolExtraPrivileges", false],
  ])("has the fuse %s set to %s", (fuse, isOn) => {
    const section = /^electronFuses:\n((?: {2}.*\n)+)/m.exec(configuration)?.[1] ?? "";
    expect(section).toContain(`  ${fuse}: ${isOn}\n`);
  });

  test.each([
    ["is one archive", "asar: true"],
    ["is never published by the build", "publish: null"],
    ["compiles nothing", "npmRebuild: false"],
    ["installs for one person", "  perMachine: false"],
    ["never asks for an administrator", "  allowElevation: false"],
    ["leaves vaults where they are when it is removed", "  deleteAppDataOnUninstall: false"],
  ])("%s", (_, line) => {
    expect(configuration.split("\n").map((each) => each.replace(/ #.*$/, ""))).toContain(line);
  });

  test("may use the microphone on macOS, in the main process and in the page's, and says what for", () => {
    const named = [...configuration.matchAll(/^ {2}entitlements(?:Inherit)?: (.+)$/gm)].map(
      ([, path]) => path,
    );
    const entitlements = readFileSync(join(projectRoot, named[0] ?? ""), "utf8");
    expect({
      named,
      mayListen: /<key>com\.apple\.security\.device\.audio-input<\/key>\s*<true\/>/.test(entitlements),
      saysWhatFor: /^ {4}NSMicrophoneUsageDescription: .{10}/m.test(configuration),
    }).toEqual({
      named: ["resources/mac/entitlements.plist", "resources/mac/entitlements.plist"],
      mayListen: true,
      saysWhatFor: true,
    });
  });

  test("brings every package that its programs still import", () => {
    const brought = externalPackages.filter((name) => configuration.includes(`node_modules/${name}/`));
    expect(brought).toEqual(externalPackages.filter((name) => name !== "electron"));
  });
});
