/** The content of a certificate in plain words. */
import { type CertificateText, readCertificateText } from "./certificateText.ts";
import classes from "./erasure.module.css";
import { FactList } from "./FactList.tsx";
import { useCertificateFacts } from "./useCertificateFacts.ts";

/** @param props.text - as it was signed; shown as it is if it cannot be read */
export function CertificateFacts({ text }: { readonly text: string }) {
  const certificate = readCertificateText(text);
  return certificate === null ? (
    <pre className={classes.rawText}>{text}</pre>
  ) : (
    <Facts certificate={certificate} />
  );
}

function Facts({ certificate }: { readonly certificate: CertificateText }) {
  return <FactList facts={useCertificateFacts(certificate, "screen")} />;
}
