/**
 * The brands of the catalogue, as a product's name begins with them. Add a brand when its products
 * come in; leave out a word that also names goods (Saffron, Diamond, Best), since unknown beats wrong.
 * An alias is another spelling that means the same brand.
 */
export const brands: readonly { name: string; aliases?: readonly string[] }[] = [
  { name: '2M', aliases: ['2M MAGGI'] },
  ...['777', 'A1', 'Aashirvaad', 'Amul', 'Annapurna', 'Ariel', 'Ashwin Pharma', 'Ayur'].map(named),
  ...['Bambino', 'Bayars', 'Beatriz', 'Boroline', 'Brooke Bond', 'Bru', 'Chaakri', 'Chandini Chowk'].map(named),
  ...['Chettinad', 'Chirag', 'Chitale Bandhu', 'Cocofly', 'Cothas', 'Cuppa Mania', 'Deccan', 'Eno', 'Everest'].map(
    named,
  ),
  { name: 'Chheda’s', aliases: ['CHHEDAS'] },
  { name: 'Ching’s', aliases: ['CHINGS'] },
  { name: 'Cravova', aliases: ['CRAVOVA MOJITOS'] },
  ...['Gajanan', 'GM', 'Happy Panda', 'Hawkins', 'Hajoori', 'Hem', 'Hesh', 'Hocco', 'Horlicks'].map(named),
  { name: 'HOI', aliases: ['HOI MOMO'] },
  ...['Indian Treat', 'Jabsons', 'Jaipan', 'Johar Joshinda', 'Jubilee', 'Kalavara', 'Kalvert', 'Karachi'].map(named),
  ...['Katdare', 'Krushna', 'Kurkure', 'Lijjat', 'Little India', 'Madflames', 'Maniarrs', 'MDH'].map(named),
  { name: 'Lay’s', aliases: ['LAYS'] },
  { name: 'LG', aliases: ['LG HING'] },
  { name: 'Mother’s Pride', aliases: ['MOTHERS PRIDE'] },
  { name: 'Narasu’s', aliases: ['NARASUS'] },
  ...['Nepal Food', 'Nescafe', 'Nutrela', 'Oshwal', 'Pachranga', 'Parliament', 'Patanjali', 'Prestige'].map(named),
  ...['Ramji Damodar', 'Red Label', 'Ritirivaj', 'Saffola', 'Sher', 'Snapin', 'Sosyo', 'Surf Excel'].map(named),
  ...['Synco', 'Taj Mahal', 'Tamicon', 'Taste of Kerala', 'The Holy', 'Thums Up', 'TOK', 'Top Ramen'].map(named),
  ...['Triveni', 'Uncle Chips', 'Vegi Natural', 'Vicco', 'Wagh Bakri', 'Wai Wai', 'Woodwards', 'Yuvan'].map(named),
  // The demo catalogue's own.
  ...['Annapatra', 'Banyan Court', 'Chulha Rani', 'Deepvan', 'Desert Rose', 'Dooars Dhun', 'Godhuli'].map(named),
  ...['Haritayan', 'Himkund', 'Kaveri Gold', 'Mithila', 'Pitalika', 'Rasabindu', 'Suryoday', 'Swachli'].map(named),
  { name: 'Tikhi Toli' },
]

function named(name: string): { name: string } {
  return { name }
}
