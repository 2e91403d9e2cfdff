import type { ImportField } from '../../../shared/api/imports.ts';

interface Words {
  /** Whole headers, folded; earlier ones are preferred a little. */
  exact: readonly string[];
  /** A header that contains one of these words may mean this. */
  part: readonly string[];
  /** One of these words says it means something else. */
  never: readonly string[];
}

const words = (exact: string, part = '', never = ''): Words => ({
  exact: exact.split('|').map((text) => text.trim()),
  part: part.split(' ').filter(Boolean),
  never: never.split(' ').filter(Boolean),
});

/** What columns of sales files are called, in French and English, without accents, case and punctuation. */
const VOCABULARY: Record<ImportField, Words> = {
  store: words(
    'code magasin|magasin|no magasin|n magasin|num magasin|numero magasin|id magasin|magasin id|store|store code|store id|store no|store number|store nbr|boutique|code boutique|point de vente|pdv|code pdv|branch|shop|shop id|shop code|succursale|agence|etablissement|site|outlet|filiale|location',
    'magasin store boutique pdv branch shop',
    'type surface objectif ouverture adresse address ville city region',
  ),
  region: words(
    'region|code region|region code|region name|nom region|zone geographique|area|territoire|territory',
    'region',
  ),
  receipt: words(
    'ticket|no ticket|n ticket|num ticket|numero ticket|numero de ticket|n de ticket|no de ticket|id ticket|ticket id|ticket no|ticket number|ticket de caisse|receipt|receipt no|receipt id|receipt number|invoice|invoice no|invoice id|invoice number|facture|no facture|n facture|num facture|numero facture|numero de facture|id facture|transaction|transaction id|transaction no|id transaction|no transaction|numero transaction|order id|order no|order number|order|id commande|commande|no commande|n commande|numero commande|numero de commande|id vente|vente id|no vente|numero vente|sale id|basket id|bill no|bill|recu|no recu',
    'ticket receipt invoice facture transaction commande order',
    'date heure time ligne line type total montant amount statut status mode date priority',
  ),
  register: words(
    'caisse|no caisse|n caisse|num caisse|numero caisse|numero de caisse|code caisse|id caisse|register|register no|register id|till|till id|till no|terminal|terminal id|pos|pos id|tpv',
    'caisse register',
    'ticket',
  ),
  line: words(
    'ligne|no ligne|n ligne|num ligne|numero ligne|numero de ligne|id ligne|ligne id|line|line no|line number|line id|row id|row no|row number|line item|no ligne ticket',
  ),
  date: words(
    'date|date vente|date de vente|date ticket|date du ticket|date de ticket|date facture|date de facture|date de commande|date commande|date transaction|date de transaction|date operation|date heure|date et heure|horodatage|jour|sale date|sales date|order date|invoice date|receipt date|transaction date|transaction time|date time|datetime|timestamp|day|sold at',
    'date jour',
    'expedition livraison ship shipping shipped delivery echeance due naissance birth paiement creation created maj update updated fin end expiry peremption',
  ),
  time: words(
    'heure|heure vente|heure de vente|heure ticket|time|hour|sale time|transaction hour',
    'heure',
    'date nombre',
  ),
  sku: words(
    'sku|code article|article|ref article|reference article|ref|reference|code produit|id produit|produit id|ref produit|reference produit|stock code|product id|product code|product sku|product no|item id|item code|item no|item|ean|ean13|code ean|gencod|code barre|code barres|codebarre|barcode|gtin|upc|plu|no article|numero article|id article',
    'sku ean gencod barcode',
    'nom name libelle designation description categorie category commande facture ticket prix price',
  ),
  product: words(
    'produit|nom du produit|nom produit|libelle|libelle produit|libelle article|designation|designation article|designation produit|nom article|nom de l article|product|product name|product description|description|item name|item description|article name|intitule',
    'libelle designation description produit product',
    'id code ref reference categorie category line ligne type famille prix price quantite quantity',
  ),
  category: words(
    'categorie|code categorie|category|category code|category name|product category|product line|categorie produit|rayon|code rayon|famille|code famille|department|departement|univers|product type|item type|gamme',
    'categorie category rayon famille',
    'sous sub client customer',
  ),
  quantity: words(
    'quantite|quantite vendue|qte|qte vendue|qt|qty|quantity|qty sold|quantity sold|units|units sold|unites|unites vendues|nombre|nb|nb articles|nombre articles|pieces|volume',
    'quantite qte quantity qty',
    'prix price stock remise',
  ),
  unitPrice: words(
    'prix unitaire ttc|prix unitaire|pu ttc|pu|prix vente ttc|prix de vente ttc|prix de vente|prix vente|prix ttc|prix|prix unit|unit price|unit price incl tax|price each|price|sale price|selling price|item price|prix unitaire ht|pu ht|prix ht|prix de vente ht',
    'prix price pu',
    'achat cost purchase total remise discount promo conseille',
  ),
  amount: words(
    'montant ttc|montant|montant ligne|montant de la ligne|montant total|montant vente|montant des ventes|total ttc|total ligne|total ligne ttc|total|ca ttc|ca|chiffre d affaires|chiffre d affaires ttc|vente ttc|ventes ttc|ventes|line total|line amount|total amount|total price|amount|sales amount|sales|revenue|turnover|montant ht|total ht|ca ht',
    'montant total amount revenue sales',
    'tva tax taxe taxes vat remise discount cout cost achat profit marge margin gross income rate taux unitaire unit unite date person rep representative quantite quantity qty net id',
  ),
  customer: words(
    'client|id client|client id|code client|no client|numero client|n client|customer|customer id|customer code|customer no|no carte|carte fidelite|member id|loyalty card',
    'client customer',
    'nom name type segment rating stratification ville city adresse email',
  ),
};

/** `N° Ticket`, `numéro_ticket` and `NumTicket` are told apart by nobody. */
export function foldHeader(header: string): string {
  return header
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[°º]/g, ' ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** How far the name of a column says that it means `field`: 1 a usual name, about 0.5 a name with a telling word, 0 no. */
export function nameScore(header: string, field: ImportField): number {
  const folded = foldHeader(header);
  const { exact, part, never } = VOCABULARY[field];
  const place = exact.indexOf(folded);
  if (place >= 0) return 1 - place / 1000;
  const tokens = folded.split(' ');
  if (tokens.some((token) => never.includes(token)) || !tokens.some((token) => part.includes(token))) return 0;
  return 0.5 + 0.2 / tokens.length;
}

/** Whether the header is a usual name of any field: such a line is a header, not data. */
export function isKnownHeader(header: string): boolean {
  const folded = foldHeader(header);
  return folded !== '' && Object.values(VOCABULARY).some(({ exact }) => exact.includes(folded));
}

/** What the name of an amount or price says about tax. */
export function taxOfHeader(header: string): 'ht' | 'ttc' | null {
  const tokens = foldHeader(header).split(' ');
  if (tokens.includes('ttc')) return 'ttc';
  if (tokens.includes('ht') || tokens.includes('hors') || tokens.includes('excl')) return 'ht';
  return null;
}
