/** The second question: what allows the conversation to be here? */
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { ClientPermission } from "./ClientPermission.tsx";
import { ColleaguesPermission } from "./ColleaguesPermission.tsx";
import { MandateCard } from "./MandateCard.tsx";
import { useNewConversation } from "./newConversationStore.ts";
import { PublishedPermission } from "./PublishedPermission.tsx";

/**
 * Asks what the kind needs; for a client the mandate comes first, once.
 *
 * @param props.isNewAsked - a client's permission that is not recorded yet is wanted
 */
export function PermissionStep({ isNewAsked = false }: { readonly isNewAsked?: boolean }) {
  const { kind, change } = useNewConversation();
  const back = () => change({ step: "kind" });
  switch (kind) {
    case null:
      return null;
    case "client":
      return <WithMandate isNewAsked={isNewAsked} onBack={back} />;
    case "role-play":
    case "exercise":
      return <ColleaguesPermission kind={kind} onBack={back} />;
    case "published":
      return <PublishedPermission onBack={back} />;
  }
}

function WithMandate(props: { readonly isNewAsked: boolean; readonly onBack: () => void }) {
  const { t } = useTranslation();
  const mandate = useRequest("mandate.read", {});
  if (mandate.isPending) return <p>{t("common.loading")}</p>;
  if (mandate.isError) return <ErrorNotice error={mandate.error} />;
  return mandate.data === null ? <MandateCard onBack={props.onBack} /> : <ClientPermission {...props} />;
}
