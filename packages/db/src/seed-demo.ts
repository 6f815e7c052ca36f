import { createPrismaClient } from './prisma-client.ts'

/** The demo's one merchant; the processes are told it by MERCHANT_ID. */
export const demoMerchantId = '00000000-0000-7000-8000-000000000001'

const merchant = {
  name: 'Azora Goods',
  addressLines: ['Rua da Boavista 12', '1200-067 Lisboa', 'Portugal'],
  supportEmail: 'support@azora.example',
  // `MerchantSettings` of the contract: up to how much of one payment each role refunds alone, in minor units.
  settings: {
    refunds: {
      windowDays: 90,
      limits: {
        support: { usd: 200_00, eur: 200_00, jpy: 30_000, kwd: 60_000 },
        service: { usd: 500_00, eur: 500_00, jpy: 75_000, kwd: 150_000 },
        admin: { usd: 2_000_00, eur: 2_000_00, jpy: 300_000, kwd: 600_000 },
      },
    },
  },
}

/** Prices in minor units: 1800 is 18.00 USD, 2700 JPY, 5.500 KWD is 5500 and ends in 0. */
const products = [
  [
    'mug',
    'Harbour mug',
    'Stoneware, glazed by hand, holds a morning’s coffee.',
    { usd: 18_00, eur: 17_00, jpy: 2_700, kwd: 5_500 },
  ],
  [
    'notebook',
    'Field notebook',
    'A hundred and sixty dotted pages that lie flat.',
    { usd: 14_00, eur: 13_00, jpy: 2_100, kwd: 4_300 },
  ],
  [
    'lamp',
    'Reading lamp',
    'A warm, dimmable light on a steel foot.',
    { usd: 129_00, eur: 119_00, jpy: 19_500, kwd: 39_750 },
  ],
  [
    'tote',
    'Canvas tote',
    'Heavy cotton, long handles, one inside pocket.',
    { usd: 24_00, eur: 22_50, jpy: 3_600, kwd: 7_400 },
  ],
  [
    'poster',
    'Tide poster',
    'Screen print in two blues, 50 by 70 centimetres.',
    { usd: 42_00, eur: 39_00, jpy: 6_300, kwd: 12_950 },
  ],
  [
    'keyboard',
    'Low keyboard',
    'Sixty-five quiet keys in an aluminium case.',
    { usd: 189_00, eur: 179_00, jpy: 28_500, kwd: 58_250 },
  ],
  [
    'coffee-beans',
    'House coffee',
    'Washed beans from Huila, roasted on Tuesdays, 350 g.',
    { usd: 16_50, eur: 15_50, jpy: 2_480, kwd: 5_080 },
  ],
  ['socks', 'Merino socks', 'Three pairs that stay up.', { usd: 29_00, eur: 27_00, jpy: 4_350, kwd: 8_940 }],
] as const

/** Writes the demo's merchant and catalog. Run again it changes what differs and adds nothing twice. */
export async function seedDemo(connectionString: string): Promise<{ products: number }> {
  const prisma = createPrismaClient(connectionString)
  try {
    await prisma.merchant.upsert({
      where: { id: demoMerchantId },
      create: { id: demoMerchantId, ...merchant },
      update: merchant,
    })
    for (const [index, [image, name, description, prices]] of products.entries()) {
      const id = fixedId(1, index)
      const shown = { name, description, image, position: index }
      await prisma.product.upsert({
        where: { merchantId_id: { merchantId: demoMerchantId, id } },
        create: { merchantId: demoMerchantId, id, ...shown },
        update: shown,
      })
      for (const [position, [currency, unitAmountMinor]] of Object.entries(prices).entries()) {
        const key = { merchantId: demoMerchantId, id: fixedId(2, index * 10 + position) }
        await prisma.price.upsert({
          where: { merchantId_id: key },
          create: { ...key, productId: id, currency, unitAmountMinor },
          update: { unitAmountMinor },
        })
      }
    }
    return { products: products.length }
  } finally {
    await prisma.$disconnect()
  }
}

/** The same ids at every seeding, so that links and tests survive a reset. */
const fixedId = (kind: number, index: number): string =>
  `00000000-0000-7000-800${kind}-${String(index).padStart(12, '0')}`
