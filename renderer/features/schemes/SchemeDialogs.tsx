/** The dialog about a scheme that is open, if any. */
import { CopySchemeDialog } from "./CopySchemeDialog.tsx";
import { RewordDialog } from "./RewordDialog.tsx";
import { SchemeExportDialog } from "./SchemeExportDialog.tsx";
import { SchemeImportDialog } from "./SchemeImportDialog.tsx";
import type { SchemeDialog } from "./schemeDialog.ts";

export function SchemeDialogs(props: { readonly dialog: SchemeDialog | null; readonly onClose: () => void }) {
  const { dialog, onClose } = props;
  switch (dialog?.kind) {
    case undefined:
      return null;
    case "import":
      return <SchemeImportDialog onClose={onClose} />;
    case "copy":
      return <CopySchemeDialog scheme={dialog.scheme} onClose={onClose} />;
    case "reword":
      return <RewordDialog scheme={dialog.scheme} onClose={onClose} />;
    case "export":
      return <SchemeExportDialog scheme={dialog.scheme} onClose={onClose} />;
  }
}
