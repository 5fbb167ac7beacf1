import { z } from 'zod';

const Money = z.union([z.string(), z.number()]);
const Properties = z.record(z.string(), z.string());

const LineItem = z
  .object({ name: z.string(), quantity: Money, price: Money, sku: z.string().exactOptional() })
  .catchall(Money);

const additions = {
  company: z.object({ name: z.string() }).catchall(z.string()).exactOptional(),
  companyId: z.string().exactOptional(),
  contacts: z.array(z.object({ email: z.string() }).catchall(z.string())).exactOptional(),
  lineItems: z.array(LineItem).exactOptional(),
};

export const Additions = z.strictObject(additions);

/** `SampleDeal` as JSON. */
export const Sample = z.strictObject({
  ...additions,
  name: z.string(),
  stage: z.string().exactOptional(),
  currency: z.string().exactOptional(),
  amount: Money.exactOptional(),
  closeDate: z.string().exactOptional(),
  properties: Properties.exactOptional(),
});
