/** The second question: what allows the conversation to be here? */
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { ClientPermission } from "./ClientPermission.tsx";
import { ColleaguesPermission } from "./ColleaguesPermission.tsx";
import { MandateCard } from "./MandateCard.tsx";
import { useNewConversation } from "./newConversationStore.ts";
import { PublishedPermission } from "./PublishedPermission.tsx";

/** Asks what the kind needs; for a client the mandate comes first, once. */
export function PermissionStep() {
  const { kind, change } = useNewConversation();
  const back = () => change({ step: "kind" });
  switch (kind) {
    case null:
      return null;
    case "client":
      return <WithMandate onBack={back} />;
    case "role-play":
    case "exercise":
      return <ColleaguesPermission kind={kind} onBack={back} />;
    case "published":
      return <PublishedPermission onBack={back} />;
  }
}

function WithMandate({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation();
  const mandate = useRequest("mandate.read", {});
  if (mandate.isPending) return <p>{t("common.loading")}</p>;
  if (mandate.isError) return <ErrorNotice error={mandate.error} />;
  return mandate.data === null ? <MandateCard onBack={onBack} /> : <ClientPermission onBack={onBack} />;
}
