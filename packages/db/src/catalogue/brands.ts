/** A brand as it is shown, and how the names of its products begin. */
export interface Brand {
  name: string
  /** Other spellings that mean the same brand. */
  aliases?: readonly string[]
  /** For a word that also names goods, places or gods: the only beginnings that mean the brand. */
  only?: readonly string[]
}

/**
 * The brands of the catalogue, in its own spelling; case, apostrophes, dots and accents do not count.
 * Sources are the heading rows of the catalogue (no description, the item number is the brand) and the
 * first words of its names. Add a brand when its products come in. Leave out a heading that is no brand
 * (Rava, Others, Holi) and a word that also names goods or places (Saffron, Diamond, Best, Coorg, ID),
 * or give such a word `only`: unknown beats wrong.
 */
export const brands: readonly Brand[] = [
  ...['2PM', '777', 'Aashirvaad', 'Alin', 'Amaravati', 'Amul', 'Anaganaga', 'Annapurna', 'Argo', 'Ariel'].map(named),
  ...['Ashwin Pharma', 'Ayur', 'Badshah', 'Bahar', 'Bambino', 'Bayars', 'Bean Good', 'Beatriz', 'Boost'].map(named),
  ...['Boroline', 'Boroplus', 'Brooke Bond', 'Bru', 'Chaakri', 'Chandini Chowk', "Chheda's", "Ching's"].map(named),
  ...['Chirag', 'Chitale Bandhu', 'Cocofly', 'Cookquik', 'Cothas', 'Crane', 'Cravova', 'Cuppa Mania'].map(named),
  ...['Dabur', 'Deccan', 'Electral', 'Eno', 'Everlove', 'Eyetex', 'Fair & Lovely', 'Fanta', 'Fem', 'Gajanan'].map(
    named,
  ),
  ...['GM', 'Godrej', 'Guruji', 'Hajmola', 'Hajoori', 'Hamdard', 'Happy Panda', 'Hari Darshan', 'Hawaban'].map(named),
  ...['Hawkins', 'Hem', 'Hesh', 'Hocco', 'HOI', 'Horlicks', 'Indian Treat', 'Jabsons', 'Jaipan', 'Jivdaya'].map(named),
  ...['Johar Joshinda', 'Jubilee', 'Kailash Jeevan', 'Kalavara', 'Kalvert', 'Kapol', 'Katdare', 'Kayam'].map(named),
  ...['KIA', 'KLG', 'Krushna', 'Kurkure', "Lay's", 'Lifebuoy', 'Lijjat', 'Limca', 'Little India'].map(named),
  ...['Madflames', 'Maniarrs', 'Margo', 'Marvel', 'MDH', 'Mehak', "Mother's Pride", 'MTR', 'Multident'].map(named),
  ...['Muzda', "Narasu's", 'Natco', 'Nepal Food', 'Nescafe', "Noor's", 'Nutrela', 'Oshwal', 'Pachranga'].map(named),
  ...['Parle', 'Parliament', 'Patanjali', 'Pitambari', 'Prestige', 'Raj Uphaar', 'Raju', 'Ramji Damodar'].map(named),
  ...['Rara', 'Red Label', 'Rin', 'Ritirivaj', 'Saffola', 'Scotch Brite', 'Shadani', 'Sher', 'Snapin'].map(named),
  ...['Soframycin', 'Sosyo', 'Sufina', 'Sumeet', 'Surf Excel', 'Swad', 'Synco', 'Tamicon'].map(named),
  ...['Tata', 'Tembo', 'The Holy', 'Thums Up', 'Top Ramen', 'Triveni', 'Uncle Chips', 'V.V.V Anandham'].map(named),
  ...['Vegi Natural', 'Vicco', 'Vidiyal', 'Vim', 'Viola', 'Wai Wai', 'Woodwards', 'Xotica', 'Yuvan'].map(named),
  { name: 'Baidyanath', aliases: ['BAIDYANANTH'] },
  { name: 'Everest', aliases: ['EVEVREST'] },
  { name: 'LG', aliases: ['LG HING'] },
  // `2M` is how the catalogue shortens Maggi's two-minute noodles.
  { name: 'Maggi', aliases: ['2M MAGGI', '2M MASALA NOODLES'] },
  { name: 'Sikander', aliases: ['SIKANDAR'] },
  { name: 'Taste of Kerala', aliases: ['TOK'] },
  { name: 'Tattva', aliases: ['ORGANIC TATTVA'] },
  { name: 'Wagh Bakri', aliases: ['WAGH BAKHRI'] },
  { name: 'Zinda Tilismath', aliases: ['ZINDA TILLISMATH'] },
  { name: '3 Roses', only: ['3 ROSES TEA'] },
  { name: 'A1', only: ['A1 ONION'] },
  { name: 'Abhishek', only: ['ABHISHEK CHANDAN'] },
  { name: 'Ambika', only: ['AMBIKA APPALAM'] },
  { name: 'Bali', only: ['BALI ADVANCED HAIR', 'BALI ARGAN', 'BALI HERBAL SHAMPOO', 'BALI ONION HAIR'] },
  { name: 'Black Rose', only: ['BLACK ROSE KALI'] },
  { name: 'Chandan', only: ['CHANDAN JEERA', 'CHANDAN MUKHWAS'] },
  { name: 'Chettinad', only: ['CHETTINAD MILLET', 'CHETTINAD MILLETS', 'CHETTINAD SEA SALT'] },
  { name: 'Continental', only: ['CONTINENTAL COFFEE'] },
  { name: 'Crux', only: ['CRUX COUGH'] },
  { name: 'Fortune', only: ['FORTUNE CHAKKI'] },
  { name: 'Gandhi', only: ['GANDHI HONEY'] },
  { name: 'Gathering', only: ['GATHERING SAFFRON'] },
  { name: 'Genius', only: ['GENIUS COLOR CARROM', 'PLATINUM GENIUS CARROM'] },
  { name: 'Himalaya', only: ['HIMALAYA LIV'] },
  { name: 'Jay Ambe', only: ['JAY AMBE KUMKUM'] },
  { name: 'Kamdhenu', only: ['KAMDHENU JUNNU'] },
  { name: 'Karachi', only: ['KARACHI 3IN1', 'KARACHI BISCUIT', 'KARACHI FRUIT'] },
  { name: 'King', only: ['KING JAGGERY', 'KING KOLHAPURI', 'KING MINI JAGGERY'] },
  { name: 'Kushal', only: ['KUSHAL KANTHIL'] },
  { name: 'Kushi', only: ['KUSHI JEERASAMBA'] },
  { name: 'Opener', only: ['OPENER GINGER', 'OPENER NIMBU'] },
  { name: 'Pears', only: ['PEARS SOAP'] },
  { name: 'Premia', only: ['PREMIA CARROM'] },
  { name: 'Raja', only: ['RAJA CHUNA'] },
  { name: 'Rajnigandha', only: ['RAJNIGANDHA SILVER'] },
  { name: 'Sultana', only: ['SULTANA PARABOILED', 'SULTANA PARBOILED'] },
  { name: 'Sumo', only: ['SUMO CARROM'] },
  { name: 'Sunrise', only: ['SUNRISE COFFEE'] },
  { name: 'Taj Mahal', only: ['TAJ MAHAL TEA'] },
  { name: 'Topaz', only: ['TOPAZ BLADES'] },
  { name: 'Tower', only: ['SUPER TOWER GULKAND', 'TOWER GULKAND'] },
  { name: 'Udhayam', only: ['UDHAYAM COFFEE'] },
  ...['Advitha', 'Besh Besh', 'Hunter Bee', 'Winit', 'Xpert', 'Zevarian'].map(named),
  // The demo catalogue's own.
  ...['Annapatra', 'Banyan Court', 'Chulha Rani', 'Deepvan', 'Desert Rose', 'Dooars Dhun', 'Godhuli'].map(named),
  ...['Haritayan', 'Himkund', 'Kaveri Gold', 'Mithila', 'Pitalika', 'Rasabindu', 'Suryoday', 'Swachli'].map(named),
  { name: 'Tikhi Toli' },
]

function named(name: string): Brand {
  return { name }
}
