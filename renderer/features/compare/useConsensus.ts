/** The consensus of the codings on the screen: begun, decided place by place, taken back, finished. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Coding, CodingChange } from "../../../shared/domain/coding.ts";
import { applyCodingChange, invertCodingChange } from "../../../shared/domain/codingChange.ts";
import type { CodingId, ConversationId } from "../../../shared/domain/ids.ts";
import { call } from "../../api/call.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";

export interface Consensus {
  /** `null` until it is begun. */
  readonly coding: Coding | null;
  readonly canUndo: boolean;
  readonly isBusy: boolean;
  readonly problem: unknown;
  begin(): void;
  decide(change: CodingChange): void;
  undo(): void;
  finish(): void;
  reopen(): void;
}

/** A decision is seen at once and saved behind it, one after the other; what is refused is read anew. */
export function useConsensus(conversationId: ConversationId, of: readonly CodingId[]): Consensus {
  const list = useRequest("coding.list", { conversationId });
  const codingId = list.data?.find(
    ({ coder }) =>
      coder.kind === "consensus" && coder.of.length === of.length && coder.of.every((id) => of.includes(id)),
  )?.id;
  const read = useRequest("coding.read", { codingId: codingId ?? "" }, { enabled: codingId !== undefined });
  const client = useQueryClient();
  const [coding, setCoding] = useState<Coding | null>(null);
  const [done, setDone] = useState<readonly CodingChange[]>([]);
  const [problem, setProblem] = useState<unknown>(null);
  const saving = useRef<{ count: number; last: Promise<number> }>({ count: 0, last: Promise.resolve(0) });
  const create = useChange("coding.createConsensus");
  const finishing = useChange("coding.finish");
  const reopening = useChange("coding.reopen");

  const { data, refetch } = read;
  useEffect(() => {
    if (data === undefined || saving.current.count > 0) return;
    saving.current.last = Promise.resolve(data.version);
    setCoding(data);
  }, [data]);

  const save = (id: CodingId, change: CodingChange) => {
    saving.current.count += 1;
    const saved = saving.current.last.then(
      async (baseVersion) =>
        (await call("coding.apply", { codingId: id, baseVersion, changes: [change] })).version,
    );
    saving.current.last = saved;
    saved
      // What was read before is not what one comes back to.
      .then(() =>
        client.invalidateQueries({ queryKey: ["coding.read", { codingId: id }], refetchType: "none" }),
      )
      .catch(async (refused: unknown) => {
        setProblem(refused);
        setDone([]);
        const { data: anew } = await refetch();
        if (anew === undefined) return;
        saving.current.last = Promise.resolve(anew.version);
        setCoding(anew);
      })
      .finally(() => {
        saving.current.count -= 1;
      });
  };
  const make = (change: CodingChange) => {
    if (coding === null) return;
    setProblem(null);
    setCoding(applyCodingChange(coding, change));
    save(coding.id, change);
  };
  const afterSaving = (deed: (id: CodingId) => Promise<unknown>) => {
    if (coding === null) return;
    saving.current.last.then(() => deed(coding.id)).catch(setProblem);
  };
  return {
    coding: codingId === undefined ? null : coding,
    canUndo: done.length > 0,
    isBusy: create.isPending || finishing.isPending || reopening.isPending,
    problem,
    begin: () => create.mutate({ of: [...of] }, { onError: setProblem }),
    decide: (change) => {
      make(change);
      setDone([...done, change]);
    },
    undo: () => {
      const last = done.at(-1);
      if (last === undefined) return;
      make(invertCodingChange(last));
      setDone(done.slice(0, -1));
    },
    finish: () => {
      setDone([]);
      afterSaving((id) => finishing.mutateAsync({ codingId: id }));
    },
    reopen: () => afterSaving((id) => reopening.mutateAsync({ codingId: id })),
  };
}
