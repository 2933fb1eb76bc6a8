/** The way to the summary in a finished coding's menu. */
import { Menu } from "@mantine/core";
import { IconListSearch } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CodingId } from "../../../shared/domain/ids.ts";
import { openScreen } from "../frame/route.ts";

export function SummaryItem({ codingId }: { readonly codingId: CodingId }) {
  const { t } = useTranslation();
  return (
    <Menu.Item
      leftSection={<IconListSearch size={17} />}
      onClick={() => openScreen({ screen: "coding-summary", codingId })}
    >
      {t("summary.see.open")}
    </Menu.Item>
  );
}
