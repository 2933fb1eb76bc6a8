/** What the page has read follows the vault's events. */
import { QueryObserver } from "@tanstack/react-query";
import { afterEach, expect, test, vi } from "vitest";
import { followEvents } from "../../renderer/api/followEvents.ts";
import { createQueryClient } from "../../renderer/api/queryClient.ts";
import type { AppEvent } from "../../shared/contract.ts";

afterEach(() => vi.unstubAllGlobals());

/** A page that shows the answers of one request, which the test gives one by one. */
function reading() {
  let tell: (event: AppEvent) => void = () => undefined;
  vi.stubGlobal("window", { lyhord: { on: (listener: typeof tell) => (tell = listener) } });
  const client = createQueryClient();
  followEvents(client);
  const answers: ((answer: string) => void)[] = [];
  const observer = new QueryObserver(client, {
    queryKey: ["recording.recovered", {}],
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
  });
  const stop = observer.subscribe(() => undefined);
  const asked = (times: number) => vi.waitFor(() => expect(answers.length).toBe(times));
  const shown = () => observer.getCurrentResult().data;
  return { answers, asked, shown, stop, change: () => tell({ name: "recordings.changed", payload: {} }) };
}

test("a first answer that was on its way when something changed is asked for anew", async () => {
  const { answers, asked, shown, stop, change } = reading();
  await asked(1);

  change();
  answers[0]?.("before");
  await asked(2);
  answers[1]?.("after");

  await vi.waitFor(() => expect(shown()).toBe("after"));
  stop();
});

test("an answer that is there is read again when something changed", async () => {
  const { answers, asked, shown, stop, change } = reading();
  await asked(1);
  answers[0]?.("before");
  await vi.waitFor(() => expect(shown()).toBe("before"));

  change();
  await asked(2);
  answers[1]?.("after");

  await vi.waitFor(() => expect(shown()).toBe("after"));
  stop();
});
