/** @jsxImportSource hono/jsx */
// biome-ignore-all lint/correctness/useJsxKeyInIterable: rendered once on the server, nothing is ever reordered
import type { Pack } from "../../../shared/pack.ts";
import { CallCard, Card } from "../../../ui/portal/components.tsx";
import { type Frame, Page } from "../../../ui/portal/layout.tsx";
import { Steps } from "../../../ui/portal/lists.tsx";
import type { ClinicCard } from "../contract.ts";

interface HelpProps {
  frame: Frame;
  pack: Pack;
  back: string;
  near: ClinicCard | undefined;
}

/** “请人帮我办”: somebody else does the typing, or comes to the house. */
export function HelpPage({ frame, pack, back, near }: HelpProps) {
  return (
    <Page {...frame} title="请人帮我办" back={{ href: back }} help={false}>
      <h1>请人帮我办</h1>
      <p class="lead">不用自己弄手机。下面三个办法都不收钱，挑一个顺手的。</p>
      <h2>打电话</h2>
      <CallCard number={pack.hotline.number} label={pack.hotline.name}>
        {pack.hotline.free ? "不收话费。" : ""}有人接，听您说，帮您约时间。
      </CallCard>
      <h2>请村里、社区的人代办</h2>
      <Steps
        items={[
          {
            title: "到村（社区）综合服务点，或者司法所",
            body: <p>就说“想找法律门诊”。代办员、法律明白人会替您登记、替您约时间。</p>,
          },
          { title: "您点头，他才能替您登记", body: <p>他会先问您同不同意。不想说名字，也可以。</p> },
          { title: "结果告诉您，也可以告诉您信得过的人", body: <p>留一个能打通的电话就行，家里人的也可以。</p> },
        ]}
      />
      <h2>请我们上门</h2>
      <Card>
        <p>
          走路不方便、生病在床、家里离不开人的，可以请律师上门。打 {pack.hotline.number}
          ，说“想请人上门”，一个工作日内给您回话。
        </p>
      </Card>
      {near ? (
        <>
          <h2>离您近的门诊</h2>
          <Card>
            <p>
              <a href={`/clinics/${near.id}`}>{near.name}</a>
            </p>
            <p>
              {near.address}
              {near.contactIsDemo ? "（电话是演示数据，打不通）" : null}
            </p>
          </Card>
        </>
      ) : null}
    </Page>
  );
}
