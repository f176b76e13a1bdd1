import { AlignmentType, BorderStyle, Document, Footer, Packer, PageNumber, Paragraph, TextRun } from "docx";
import { civilDate, formatDate } from "../../shared/civil-time.ts";
import type { AdviceSheet } from "./contract.ts";

const font = { ascii: "Noto Serif CJK SC", eastAsia: "FangSong", hAnsi: "Noto Serif CJK SC" };

/**
 * The advice sheet as a Word file: A4, 3 cm binding margin, Chinese body type that every office machine has.
 * @param words names of the bureau and the hotline for head and foot
 */
export async function sheetDocx(sheet: AdviceSheet, words: { bureau: string; hotline: string }): Promise<Buffer> {
  const issued = formatDate(civilDate(new Date(sheet.issuedAt)));
  const { body } = sheet;
  const document = new Document({
    title: `法律建议书 ${sheet.number}`,
    creator: words.bureau,
    styles: { default: { document: { run: { font, size: 24 }, paragraph: { spacing: { line: 400 } } } } },
    sections: [
      {
        // Twentieths of a point: A4 with the 3 cm binding margin on the left.
        properties: {
          page: { size: { width: 11906, height: 16838 }, margin: { left: 1701, right: 1134, top: 1134, bottom: 1134 } },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [
                  new TextRun({
                    size: 18,
                    children: [
                      `${words.bureau} · 咨询电话 ${words.hotline} · 第 `,
                      PageNumber.CURRENT,
                      " 页，共 ",
                      PageNumber.TOTAL_PAGES,
                      " 页",
                    ],
                  }),
                ],
              }),
            ],
          }),
        },
        children: [
          heading("法律建议书（处方）"),
          line(`编号：${sheet.number}　　日期：${issued}`),
          line(`门诊：${sheet.clinicName}　　服务人员：${sheet.practitionerName}（${sheet.employer}）`),
          ...(sheet.residentName ? [line(`咨询人：${sheet.residentName}`)] : []),
          rule(),
          section("您的问题"),
          ...paragraphs(body.problem),
          section("我们的建议"),
          ...paragraphs(body.advice),
          ...(body.deadline
            ? [
                section("别错过时间"),
                line(
                  body.deadline.date
                    ? `${body.deadline.text}（最晚 ${formatDate(body.deadline.date)}）`
                    : body.deadline.text,
                  true,
                ),
              ]
            : []),
          ...(body.steps.length
            ? [section("接下来这样做"), ...body.steps.map((step, i) => line(`${i + 1}．${step}`))]
            : []),
          ...(body.bring.length ? [section("要带的材料"), line(body.bring.join("、"))] : []),
          ...(body.laws.length ? [section("依据"), ...body.laws.map((law) => line(law))] : []),
          rule(),
          line(`核对这份建议书：编号 ${sheet.number}，验证码 ${sheet.verifyCode}。`),
          line("本建议根据您所说的情况给出，情况不同结论会不同。服务免费，任何人不得收费。"),
        ],
      },
    ],
  });
  return await Packer.toBuffer(document);
}

const heading = (text: string) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { after: 240 },
    children: [new TextRun({ text, bold: true, size: 36 })],
  });
const section = (text: string) =>
  new Paragraph({ spacing: { before: 240, after: 80 }, children: [new TextRun({ text, bold: true, size: 26 })] });
const line = (text: string, bold = false) => new Paragraph({ children: [new TextRun({ text, bold })] });
const paragraphs = (text: string) => text.split(/\n+/).map((part) => line(part));
const rule = () =>
  new Paragraph({ border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: "888888" } }, children: [] });
