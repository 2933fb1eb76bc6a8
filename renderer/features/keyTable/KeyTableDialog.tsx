/** The keys of the review, where one uses them. */
import { useTranslation } from "react-i18next";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { WorkDialog } from "../../ui/WorkDialog.tsx";
import { KeyTable } from "./KeyTable.tsx";

export function KeyTableDialog(props: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const settings = useRequest("settings.read", {});
  const update = useChange("settings.update");
  return (
    <WorkDialog opened={props.opened} onClose={props.onClose} title={t("keyTable.title")}>
      {(onWaiting) => (
        <>
          <ErrorNotice error={settings.error ?? update.error} />
          {settings.data === undefined ? null : (
            <KeyTable
              keys={settings.data.keys}
              onChange={(keys) => update.mutate({ keys })}
              onWaiting={onWaiting}
            />
          )}
        </>
      )}
    </WorkDialog>
  );
}
