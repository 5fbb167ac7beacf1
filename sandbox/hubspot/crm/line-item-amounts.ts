import Big from 'big.js';

export interface LineInput {
  quantity: string;
  price: string;
  /** Money off per unit. */
  discount?: string | undefined;
  discountPercentage?: string | undefined;
}

export interface LineAmounts {
  preDiscount: string;
  totalDiscount: string;
  net: string;
}

/**
 * HubSpot takes a percentage off the line total, not off the unit price: 10 × 234.56 at 20 % is
 * 2345.60 − 469.12 = 1876.48. Each of the two figures is rounded to cents before they are subtracted.
 * With both kinds of discount given, the one per unit counts.
 */
export function lineAmounts({ quantity, price, discount, discountPercentage }: LineInput): LineAmounts {
  const total = cents(new Big(price).times(quantity));
  const net =
    discount === undefined
      ? total.minus(
          cents(
            new Big(price)
              .times(quantity)
              .times(discountPercentage ?? '0')
              .div(100),
          ),
        )
      : cents(new Big(price).minus(discount).times(quantity));
  return { preDiscount: total.toFixed(2), totalDiscount: total.minus(net).toFixed(2), net: net.toFixed(2) };
}

export function cents(amount: Big): Big {
  return amount.round(2, Big.roundHalfUp);
}
