/** Codes as their short signs, with their names for those who do not know them by heart. */
import { useTranslation } from "react-i18next";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import { notCoded, type Scheme } from "../../../shared/domain/scheme.ts";
import { useLanguage } from "../../ui/useLanguage.ts";
import classes from "./compare.module.css";

/**
 * @param props.codes - `null` where it is not coded yet
 * @param props.coders - how many heard it so; said from two on
 */
export function CodeSign(props: {
  readonly scheme: Scheme;
  readonly codes: readonly string[] | null;
  readonly coders?: number;
  readonly tone?: "decided";
}) {
  const { scheme, codes, coders = 1, tone } = props;
  const { t } = useTranslation();
  const words = useCodeWords(scheme);
  const name = codes === null ? t("compare.notYet") : codes.map((code) => words(code).name).join(" + ");
  const sign = codes === null ? "?" : codes.map((code) => words(code).sign).join("+");
  return (
    <span className={classes.sign} data-tone={tone} data-empty={codes === null || undefined} title={name}>
      <span aria-hidden="true">{sign}</span>
      <span className="visually-hidden">{name}</span>
      {coders > 1 ? <span className={classes.times}> × {coders}</span> : null}
    </span>
  );
}

/** What codes are called in the language of the page. */
export function useCodeWords(
  scheme: Scheme,
): (code: string) => { readonly sign: string; readonly name: string } {
  const { t } = useTranslation();
  const language = useLanguage();
  return (id) => {
    if (id === notCoded) return { sign: t("compare.notCodedSign"), name: t("compare.notCoded") };
    const code = scheme.codes.find((known) => known.id === id);
    return code === undefined
      ? { sign: id, name: id }
      : { sign: code.sign, name: labelIn(code.labels, language) };
  };
}
