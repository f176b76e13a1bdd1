import { create } from "qrcode";
import { Button } from "../../../ui/console/button.tsx";
import { Failed, Waiting } from "../../../ui/console/empty.tsx";
import { useRouteParam } from "../../../ui/console/go.tsx";
import { Page } from "../../../ui/console/page.tsx";
import { useClinic } from "./panels.tsx";

/** To be printed and put on the clinic's door: leads to its public page, carries nothing personal. */
export function ClinicPosterPage() {
  const id = useRouteParam("id");
  const { data: clinic, error, refetch } = useClinic(id);
  if (error) return <Failed error={error} retry={refetch} />;
  if (!clinic) return <Waiting />;
  const address = `${location.origin}/clinics/${clinic.id}`;
  return (
    <Page
      title="门诊二维码"
      back={{ href: `/clinics/${id}`, label: clinic.name }}
      lead="打印出来贴在门口。扫一扫就是这个门诊的公开页面：谁在、几点到几点、怎么预约。"
      action={
        <Button kind="primary" icon="print" onClick={() => window.print()}>
          打印
        </Button>
      }
    >
      <div className="network-poster">
        <h2>{clinic.name}</h2>
        <QrCode text={address} />
        <p className="network-poster-lead">扫一扫，说说您的问题</p>
        <p>免费 · 保密 · 不用带证件</p>
        <small>{address}</small>
      </div>
    </Page>
  );
}

function QrCode({ text }: { text: string }) {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const { size } = modules;
  const dots: string[] = [];
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1)
      if (modules.get(row, column)) dots.push(`M${column + 2} ${row + 2}h1v1h-1z`);
  return (
    <svg viewBox={`0 0 ${size + 4} ${size + 4}`} role="img" aria-label="二维码" shapeRendering="crispEdges">
      <path d={dots.join("")} fill="currentColor" />
    </svg>
  );
}
