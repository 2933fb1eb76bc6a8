/** A copy that has left Lyhörd's control, as the vault remembers it (SECURITY.md §4). */
import { z } from "zod";
import type { ContentCategory } from "./conversation.ts";
import { instantSchema } from "./isoDate.ts";

/** What a copy was made for. */
export const copyKindSchema = z.enum(["for-client", "hand-over", "export", "package", "numbered", "backup"]);
export type CopyKind = z.infer<typeof copyKindSchema>;

export const copyFormSchema = z.enum(["paper", "file"]);
export type CopyForm = z.infer<typeof copyFormSchema>;

/** What can be in a copy, in the order in which it is told. */
export const copyContents = ["sound", "transcript", "coding", "notes", "permission", "access"] as const;
export const copyContentSchema = z.enum(copyContents);
export type CopyContent = z.infer<typeof copyContentSchema>;

/** One copy of one conversation. */
export const outsideCopySchema = z.object({
  kind: copyKindSchema,
  form: copyFormSchema,
  contents: z.array(copyContentSchema),
  madeAt: instantSchema,
});
export type OutsideCopy = z.infer<typeof outsideCopySchema>;

/** Whether a copy holds what one kind of content is; codings are of what is written about a conversation. */
export function holds({ contents }: Pick<OutsideCopy, "contents">, category: ContentCategory): boolean {
  return contents.includes(category) || (category === "notes" && contents.includes("coding"));
}
