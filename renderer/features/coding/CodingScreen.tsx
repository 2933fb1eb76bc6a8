/** The coding of a sample: what one hears in it, utterance by utterance. */
import type { CodingId, ConversationId } from "../../../shared/domain/ids.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Page.tsx";

/** @param props.atMs - where one begins to listen */
export function CodingScreen(props: {
  readonly conversationId: ConversationId;
  readonly codingId: CodingId;
  readonly atMs?: number;
}) {
  const coding = useRequest("coding.read", { codingId: props.codingId });
  return (
    <Page narrow>
      <ErrorNotice error={coding.error} />
    </Page>
  );
}
