/** A small picture of one measure: a point for each coding, with its value; no aim, and no verdict. */
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/useFormat.ts";
import { type ChartPoint, layChart } from "./chartLayout.ts";
import type { Measure, Reading } from "./measures.ts";
import classes from "./practice.module.css";
import { useReadingWords } from "./useReadingWords.ts";

/** Units of the drawing. */
const area = { width: 240, height: 84 };
const left = 48;
const top = 24;
const bottom = 40;
/** More values would lie upon each other. */
const mostValues = 6;

export function FigureChart({ measure }: { readonly measure: Measure }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useReadingWords();
  const { points, lines, marks } = layChart(measure, area);
  const name = words.nameOf(measure);
  const dates = points.map(({ reading }) => format.date(reading.figure.heldOn, "day"));
  const hasValues = points.length <= mostValues;
  const textOf = ({ reading }: ChartPoint, index: number) =>
    t("practice.figures.point", { date: dates[index], value: words.wholeOf(measure, reading) });
  return (
    <figure className={classes.chart}>
      <figcaption>{name}</figcaption>
      <svg
        viewBox={`0 0 ${left + area.width} ${top + area.height + bottom}`}
        role="img"
        aria-label={t("practice.figures.chart", {
          measure: name,
          count: points.filter(({ y }) => y !== null).length,
          from: dates[0],
          to: dates.at(-1),
        })}
      >
        <g transform={`translate(${left} ${top})`}>
          {marks.map(({ value, y }) => (
            <g key={value}>
              <line className={classes.scaleLine} x1={0} x2={area.width} y1={y} y2={y} />
              <text className={classes.scaleText} x={-8} y={y + 4} textAnchor="end">
                {words.valueText(measure, value)}
              </text>
            </g>
          ))}
          {lines.map((line) => (
            <polyline
              key={`${line[0]?.x}`}
              className={classes.curve}
              points={line.map(({ x, y }) => `${x},${y}`).join(" ")}
            />
          ))}
          {points.map((point, index) => (
            <g key={point.reading.figure.id}>
              <title>{textOf(point, index)}</title>
              {/* A point is small to hit: the whole of its column tells. */}
              <rect
                className={classes.column}
                x={point.x - area.width / points.length / 2}
                width={area.width / points.length}
                y={-top}
                height={area.height + top + bottom}
              />
              <Point point={point} />
              {hasValues && point.y !== null && (
                <text className={classes.valueText} x={point.x} y={point.y - 10} textAnchor="middle">
                  {words.valueText(measure, point.reading.value)}
                </text>
              )}
              {(hasValues || index === 0 || index === points.length - 1) && (
                <text className={classes.scaleText} x={point.x} y={area.height + 20} textAnchor="middle">
                  {dates[index]}
                </text>
              )}
              {hasValues && (
                <text className={classes.scaleText} x={point.x} y={area.height + 35} textAnchor="middle">
                  {partsOf(point.reading)}
                </text>
              )}
            </g>
          ))}
        </g>
      </svg>
    </figure>
  );
}

/** "13/7", where the value is one of two numbers; small numbers say little, and one sees that here. */
function partsOf({ basis }: Reading): string {
  return basis?.kind === "ratio" || basis?.kind === "part" ? `${basis.numerator}/${basis.denominator}` : "";
}

function Point({ point: { x, y, isAlone } }: { readonly point: ChartPoint }) {
  if (y === null) {
    return (
      <text className={classes.valueText} x={x} y={area.height - 6} textAnchor="middle">
        –
      </text>
    );
  }
  return <circle className={isAlone ? classes.ring : classes.dot} cx={x} cy={y} r={4.5} />;
}
