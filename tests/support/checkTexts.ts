/** Whether the texts of the four languages are complete, and are the ones that the code asks for. */

/** A catalogue as it stands in a JSON file. */
export interface Catalogue {
  readonly [key: string]: string | Catalogue;
}

/** What is compared. */
export interface TextSources {
  /** Catalogue by language. */
  readonly catalogues: Readonly<Record<string, Catalogue>>;
  /** Text of every source file that may name a key. */
  readonly sources: readonly string[];
  readonly errorCodes: readonly string[];
}

/**
 * Lists what is wrong with the texts.
 *
 * @returns one sentence each, sorted; empty if nothing is wrong
 */
export function textProblems({ catalogues, sources, errorCodes }: TextSources): string[] {
  const flat = Object.entries(catalogues).map(([language, catalogue]) => ({
    language,
    texts: new Map(flatten(catalogue)),
  }));
  const allKeys = new Set(flat.flatMap(({ texts }) => [...texts.keys()]));
  const baseKeys = new Set([...allKeys].map((key) => key.replace(/_(one|other)$/, "")));
  const code = sources.join("\n");
  const problems = [
    ...flat.flatMap(({ language, texts }) => lacking(language, texts, allKeys)),
    ...[...allKeys]
      .filter((key) => differInNames(flat.map(({ texts }) => texts.get(key))))
      .map((key) => `${key}: the languages do not interpolate the same names`),
    ...errorCodes
      .flatMap((error) => [`error.${error}.title`, `error.${error}.advice`])
      .filter((key) => !allKeys.has(key))
      .map((key) => `${key}: no text for an error code`),
    ...[...namedKeys(code)]
      .filter((key) => !baseKeys.has(key))
      .map((key) => `${key}: asked for, but there is no text`),
    ...unusedKeys(baseKeys, code).map((key) => `${key}: no code asks for this text`),
  ];
  return [...new Set(problems)].sort();
}

function flatten(catalogue: Catalogue, prefix = ""): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[prefix + key, value] as [string, string]]
      : flatten(value, `${prefix}${key}.`),
  );
}

function lacking(
  language: string,
  texts: ReadonlyMap<string, string>,
  allKeys: ReadonlySet<string>,
): string[] {
  return [...allKeys].flatMap((key) => {
    const text = texts.get(key);
    if (text === undefined) return [`${key}: missing in ${language}`];
    return text.trim() === "" ? [`${key}: empty in ${language}`] : [];
  });
}

/** A plural's `_one` may leave out its number. */
function differInNames(texts: readonly (string | undefined)[]): boolean {
  const names = texts.flatMap((text) =>
    text === undefined
      ? []
      : [
          [...new Set([...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name))]
            .filter((name) => name !== "count")
            .sort()
            .join(),
        ],
  );
  return new Set(names).size > 1;
}

/** Keys that stand literally in a call of `t` or in `i18nKey`. */
function namedKeys(code: string): Set<string> {
  const matches = code.matchAll(/(?:\bt\(\s*|i18nKey=\{?)"([\w-]+(?:\.[\w-]+)+)"/g);
  return new Set([...matches].map(([, key = ""]) => key));
}

/**
 * A key is used if it stands in the code as a string, if a template with gaps could make it, or, where
 * main or vault process read a typed catalogue, if its last word is a property of `texts`.
 */
function unusedKeys(baseKeys: ReadonlySet<string>, code: string): string[] {
  const literals = new Set([...code.matchAll(/["'`]([\w-]+(?:\.[\w-]+)+)["'`]/g)].map(([, key]) => key));
  const templates = [...code.matchAll(/`([\w.-]*\$\{[^`]*)`/g)]
    .map(([, template = ""]) => template.split(/\$\{[^}]*\}/))
    .filter((parts) => parts.some((part) => part.includes(".")) && (parts[0] ?? "") !== "")
    .map((parts) => new RegExp(`^${parts.map((part) => part.replaceAll(".", "\\.")).join("[\\w.-]+")}$`));
  return [...baseKeys].filter((key) => {
    if (literals.has(key) || templates.some((template) => template.test(key))) return false;
    return !new RegExp(`\\btexts\\.${key.split(".").at(-1)}\\b`).test(code);
  });
}
