import { toString as qrToString } from "qrcode";

/** A QR code as inline SVG without width, so that CSS sizes it. The text must carry nothing personal. */
export async function qrSvg(text: string): Promise<string> {
  return await qrToString(text, { type: "svg", errorCorrectionLevel: "M", margin: 1 });
}
