/** The folder of encrypted sound: making and destroying the half of a key that is a file. */
import fs from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type BlobStore, createBlobStore } from "../../electron/audio/blobStore.ts";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { type FilePort, nodeFiles } from "../../electron/ports/files.ts";
import type { RecordingId } from "../../shared/domain/ids.ts";
import { exampleOwner, examplePlain, otherOwner } from "../support/exampleMedia.ts";
import { type FaultKind, faultyFiles } from "../support/faultyFiles.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

beforeAll(loadSodium);

const id = exampleOwner.blobId;

describe("S", () => {
  it("is 32 random bytes, on the medium when it is handed out, and the same when read again", () => {
    const folder = temporaryFolder();
    const counted = faultyFiles(nodeFiles, { failAt: 0, kind: "EIO" });
    const store = createBlobStore({ files: counted.files, folder });

    const shred = store.createShred(id);

    expect(counted.operations).toEqual(["makeFolder", "createNew", "write", "sync", "syncFolder"]);
    expect(store.readShred(id)).toEqual(shred);
    expect(fs.readFileSync(path.join(folder, `${id}.shred`))).toEqual(Buffer.from(shred));
    expect(store.createShred(otherOwner.blobId)).not.toEqual(shred);
  });

  it("is not made twice for one recording", () => {
    const { store } = newStore();
    const shred = store.createShred(id);

    expect(() => store.createShred(id)).toThrow("EEXIST");
    expect(store.readShred(id)).toEqual(shred);
  });

  it("is not there before it is made, nor when its file is cut or zeroed", () => {
    const { store, folder } = newStore();
    const shredPath = path.join(folder, `${id}.shred`);
    expect([store.readShred(id), store.hasShred(id)]).toEqual([undefined, false]);

    for (const bytes of [new Uint8Array(0), examplePlain(31), examplePlain(33), new Uint8Array(32)]) {
      fs.writeFileSync(shredPath, bytes);
      expect([store.readShred(id), store.hasShred(id)]).toEqual([undefined, true]);
    }
  });

  it.each(["ENOSPC", "EIO"] as const)("leaves nothing when it cannot be made for %s", (kind) => {
    for (const failAt of [2, 3, 4, 5]) {
      const { folder, store } = newStore({ failAt, kind });

      expect(() => store.createShred(id)).toThrow(kind);
      expect(fs.readdirSync(folder)).toEqual([]);
    }
  });
});

describe("destroying S", () => {
  it("overwrites it in place and syncs before its name goes, and syncs the folder last", () => {
    const { folder, store: plainStore } = newStore();
    plainStore.createShred(id);
    const writes: string[] = [];
    const counted = faultyFiles(watched(folder, writes), { failAt: 0, kind: "EIO" });

    const destruction = createBlobStore({ files: counted.files, folder }).destroyShred(id);

    expect(destruction).toEqual({ wasThere: true, wasOverwritten: true });
    expect(counted.operations).toEqual([
      ...["makeFolder", "openUpdate", "write", "sync", "truncate", "sync"],
      ...["rename", "unlink", "syncFolder"],
    ]);
    expect(writes).toEqual(["00".repeat(32)]);
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it("twice, or of what never was, is fine", () => {
    const { store } = newStore();
    store.createShred(id);

    expect(store.destroyShred(id)).toEqual({ wasThere: true, wasOverwritten: true });
    expect(store.destroyShred(id)).toEqual({ wasThere: false, wasOverwritten: true });
    expect(store.destroyShred(otherOwner.blobId)).toEqual({ wasThere: false, wasOverwritten: true });
  });

  it("leaves every other recording alone", () => {
    const { store } = newStore();
    store.createShred(id);
    const other = store.createShred(otherOwner.blobId);

    store.destroyShred(id);

    expect(store.readShred(otherOwner.blobId)).toEqual(other);
  });

  it.each(["crash", "EIO"] as const)(
    "interrupted by %s at any operation is finished by the next try",
    (kind) => {
      for (let failAt = 2; ; failAt += 1) {
        const { folder, store } = newStore();
        const shred = store.createShred(id);
        const faulty = faultyFiles(nodeFiles, { failAt, kind });

        const failed = failureOf(() => createBlobStore({ files: faulty.files, folder }).destroyShred(id));

        if (!faulty.struck()) return expect([failAt, failed]).toEqual([10, false]);
        expect(failed).toBe(true);
        // Either nothing has happened yet, or no byte of S can be had any more.
        expect([undefined, shred]).toContainEqual(store.readShred(id));
        store.destroyShred(id);
        expect([store.readShred(id), store.hasShred(id), fs.readdirSync(folder)]).toEqual([
          undefined,
          false,
          [],
        ]);
      }
    },
  );

  it("is also finished for a leftover whose bytes are still there", () => {
    const { folder, store } = newStore();
    const leftover = path.join(folder, `${id}.shred.gone`);
    fs.writeFileSync(leftover, examplePlain(32));
    expect(store.hasShred(id)).toBe(true);
    const writes: string[] = [];

    createBlobStore({ files: watched(folder, writes), folder }).destroyShred(id);

    expect(writes).toEqual(["00".repeat(32)]);
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it.each(["shred", "shred.gone"])(
    "does not say that %s was overwritten, which an earlier try has emptied",
    (ending) => {
      const { folder, store } = newStore();
      fs.writeFileSync(path.join(folder, `${id}.${ending}`), "");
      expect(store.destroyShred(id)).toEqual({ wasThere: true, wasOverwritten: false });
      expect(fs.readdirSync(folder)).toEqual([]);
    },
  );

  it("does not wait for room on a full disk, and says that it could not overwrite", () => {
    const { folder, store } = newStore();
    store.createShred(id);
    const faulty = faultyFiles(nodeFiles, { failAt: 1, kind: "ENOSPC", forever: true, only: ["write"] });

    const destruction = createBlobStore({ files: faulty.files, folder }).destroyShred(id);

    expect(destruction).toEqual({ wasThere: true, wasOverwritten: false });
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});

describe("destroying sound", () => {
  it("overwrites all of it, whatever its length", () => {
    for (const size of [0, 1, 65_536, 65_537, 200_000]) {
      const { folder, store } = newStore();
      fs.writeFileSync(store.blobPath(id), examplePlain(size));
      const writes: string[] = [];

      createBlobStore({ files: watched(folder, writes), folder }).destroyBlob(id);

      expect(writes.join("")).toBe("00".repeat(size));
      expect([store.hasBlob(id), fs.readdirSync(folder)]).toEqual([false, []]);
    }
  });

  it.each(["destroyBlob", "destroyPart"] as const)(
    "by %s may be interrupted anywhere and is finished later",
    (destroy) => {
      for (let failAt = 2; ; failAt += 1) {
        const { folder, store } = newStore();
        fs.writeFileSync(store.blobPath(id), examplePlain(70_000));
        fs.writeFileSync(store.partPath(id), examplePlain(70_000));
        const has = () => (destroy === "destroyBlob" ? store.hasBlob(id) : store.hasPart(id));
        const faulty = faultyFiles(nodeFiles, { failAt, kind: "crash" });

        failureOf(() => createBlobStore({ files: faulty.files, folder })[destroy](id));

        if (!faulty.struck()) return expect([failAt > 8, has()]).toEqual([true, false]);
        expect(store.listIds()).toEqual([id]);
        store[destroy](id);
        expect(has()).toBe(false);
      }
    },
  );

  it("half destroyed still counts as there", () => {
    const { folder, store } = newStore();
    for (const kind of ["blob", "shred", "part"])
      fs.writeFileSync(path.join(folder, `${id}.${kind}.gone`), "");

    expect([store.hasBlob(id), store.hasShred(id), store.hasPart(id)]).toEqual([true, true, true]);
    expect(store.readShred(id)).toBeUndefined();
  });
});

describe("the folder", () => {
  it("is made if it is missing", () => {
    const folder = path.join(temporaryFolder(), "vault", "media");

    createBlobStore({ files: nodeFiles, folder }).createShred(id);

    expect(fs.readdirSync(folder)).toEqual([`${id}.shred`]);
  });

  it("lists each recording of which anything is left once, and nothing else", () => {
    const { folder, store } = newStore();
    const names = [
      `${id}.blob`,
      `${id}.shred`,
      `${otherOwner.blobId}.part.gone`,
      "README",
      `${id}.txt`,
      "x.blob",
    ];
    for (const name of names) fs.writeFileSync(path.join(folder, name), "");

    expect(store.listIds()).toEqual([id, otherOwner.blobId]);
  });

  it.each(["", "..", "../../etc/passwd", `../${id}`, `${id}/..`, `${id}.blob`, id.toUpperCase(), `${id}\n`])(
    "is not left by the id “%s”",
    (forged) => {
      const { folder, store } = newStore();
      const forgedId = forged as RecordingId;
      const attempts: ((store: BlobStore) => unknown)[] = [
        (one) => one.blobPath(forgedId),
        (one) => one.partPath(forgedId),
        (one) => one.createShred(forgedId),
        (one) => one.readShred(forgedId),
        (one) => one.destroyShred(forgedId),
        (one) => one.destroyBlob(forgedId),
        (one) => one.destroyPart(forgedId),
        (one) => one.hasBlob(forgedId),
        (one) => one.hasShred(forgedId),
        (one) => one.hasPart(forgedId),
      ];

      for (const attempt of attempts) expect(() => attempt(store)).toThrow(RangeError);
      expect(fs.readdirSync(folder)).toEqual([]);
    },
  );
});

function newStore(fault: { failAt: number; kind: FaultKind } = { failAt: 0, kind: "EIO" }) {
  const folder = temporaryFolder();
  return { folder, store: createBlobStore({ files: faultyFiles(nodeFiles, fault).files, folder }) };
}

/** The real files, noting what is written over what is there; nothing may be deleted that was not overwritten. */
function watched(folder: string, writes: string[]): FilePort {
  return {
    ...nodeFiles,
    write(descriptor, bytes, position) {
      writes.push(Buffer.from(bytes).toString("hex"));
      nodeFiles.write(descriptor, bytes, position);
    },
    unlink(file) {
      expect([path.dirname(file), fs.statSync(file).size]).toEqual([folder, 0]);
      nodeFiles.unlink(file);
    },
  };
}

function failureOf(action: () => void): boolean {
  try {
    action();
    return false;
  } catch {
    return true;
  }
}
