/** By category: what is sold, its price in € TTC, and its kinds. Each kind is a product of its own. */
export const ASSORTMENT: Readonly<Record<string, string>> = {
  EPIC: `
    Café moulu 250 g|4.95|arabica,pur Colombie,décaféiné
    Thé en sachets|3.6|vert menthe,Earl Grey,fruits rouges
    Tablette de chocolat|2.85|noir 70 %,au lait,noisettes
    Confiture artisanale|4.2|fraise,abricot,figue
    Miel 500 g|8.9|de lavande,de châtaignier,toutes fleurs
    Pâtes 500 g|1.95|penne,spaghetti,coquillettes
    Huile d'olive 75 cl|11.5|douce,fruitée,bio
    Biscuits|3.1|sablés,spéculoos,cookies
    Riz 1 kg|3.4|basmati,de Camargue,complet
    Conserve de poisson|4.6|thon,sardines,maquereau
    Moutarde|2.7|de Dijon,à l'ancienne,au miel
    Céréales|4.3|muesli,granola`,
  FRAI: `
    Yaourt x4|2.45|nature,fraise,vanille
    Fromage à la coupe|7.8|comté,brie,chèvre
    Beurre 250 g|3.35|doux,demi-sel,cru
    Œufs x6|2.6|plein air,bio,Label Rouge
    Jambon 4 tranches|5.2|blanc,de Bayonne,sans nitrite
    Salade composée|5.9|niçoise,César,taboulé
    Jus frais 1 l|4.4|orange,pomme,carotte
    Fruits de saison 1 kg|3.9|pommes,oranges,raisin
    Légumes de saison 1 kg|3.2|tomates,carottes,courgettes
    Pizza fraîche|6.5|margherita,quatre fromages,chorizo
    Dessert|3.75|mousse au chocolat,tiramisu,île flottante`,
  BOIS: `
    Eau minérale 6 × 1,5 l|4.1|plate,gazeuse,aromatisée
    Limonade 1 l|2.3|citron,fleur de sureau,gingembre
    Bière artisanale 33 cl|3.4|blonde,ambrée,IPA
    Vin rouge 75 cl|9.9|Bordeaux,Côtes-du-Rhône,Pinot noir
    Vin blanc 75 cl|9.5|Chablis,Muscadet,Sancerre
    Rosé 75 cl|8.6|de Provence,gris,de Loire
    Champagne 75 cl|29.9|brut,rosé,blanc de blancs
    Cidre 75 cl|4.8|brut,doux,fermier
    Sirop 70 cl|4.5|grenadine,menthe,citron
    Spiritueux 70 cl|27.5|rhum,gin,whisky
    Infusion glacée 50 cl|2.6|pêche,citron,hibiscus`,
  SNAC: `
    Sandwich|5.4|jambon-beurre,poulet crudités,thon
    Wrap|5.9|falafel,poulet curry,saumon
    Salade-repas|7.9|grecque,quinoa,pâtes
    Soupe à emporter|4.9|potiron,tomate,légumes verts
    Quiche|4.6|lorraine,poireaux,chèvre épinards
    Viennoiserie|1.5|croissant,pain au chocolat,brioche
    Boisson chaude|2.4|espresso,cappuccino,chocolat
    Pâtisserie|3.9|éclair,tartelette citron,flan
    Plat du jour|8.9|viande,poisson,végétarien
    Bagel|6.4|saumon,pastrami,végétarien
    Formule midi|10.9|sandwich,salade,plat`,
  PRES: `
    Quotidien|2.8|national,régional,sportif
    Hebdomadaire|5.5|actualité,télévision,économie
    Mensuel|6.9|cuisine,décoration,sciences
    Magazine jeunesse|5.2|3-6 ans,7-10 ans,11-15 ans
    Mots croisés|3.5|faciles,moyens,experts
    Sudoku|3.3|facile,moyen,expert
    Presse informatique|7.5|matériel,logiciels,jeux
    Presse automobile|5.9|neuf,ancien,moto
    Revue|14.5|d'histoire,de littérature,de géographie
    Presse féminine|3.9|mode,santé,pratique
    Hors-série|8.9|voyage,jardin,bricolage`,
  LIVR: `
    Roman grand format|21.5|français,étranger,premier roman
    Roman de poche|8.4|classique,contemporain,feel-good
    Polar de poche|8.9|français,nordique,américain
    Bande dessinée|14.95|franco-belge,roman graphique,humour
    Manga|7.2|shônen,seinen,shôjo
    Album jeunesse|12.9|0-3 ans,4-6 ans,documentaire
    Livre de cuisine|24.9|du monde,végétarienne,pâtisserie
    Guide de voyage|16.9|France,Europe,monde
    Essai|19.9|société,économie,sciences
    Dictionnaire|27.5|de poche,illustré,bilingue
    Cahier d'activités|6.9|vacances,coloriage,autocollants`,
  PAPE: `
    Cahier|2.9|96 pages,192 pages,de texte
    Carnet|9.9|ligné,pointillé,uni
    Stylo|3.5|bille,roller,plume
    Feutres|7.9|x12,x24,effaçables
    Agenda|14.9|semainier,journalier,scolaire
    Classeur|4.6|A4,à leviers,personnalisable
    Papier|5.9|ramette,à lettres,origami
    Trousse|11.9|simple,double,plate
    Colle et ruban|2.8|bâton,liquide,adhésif
    Calculatrice|18.9|simple,collège,scientifique
    Carte de vœux|3.2|anniversaire,naissance,mariage
    Sac à dos|39.9|primaire,collège`,
  BEAU: `
    Savon|4.9|de Marseille,d'Alep,surgras
    Shampooing|8.5|cheveux secs,cheveux gras,solide
    Crème visage|19.9|hydratante,antirides,nuit
    Crème mains|6.9|karité,amande,lavande
    Dentifrice|4.2|menthe,blancheur,enfant
    Parfum 50 ml|49.9|floral,boisé,agrumes
    Maquillage|14.5|rouge à lèvres,mascara,fond de teint
    Gel douche|5.4|agrumes,monoï,sport
    Déodorant|5.9|bille,spray,crème
    Bougie parfumée|16.9|figuier,vanille,coton
    Crème solaire|13.9|indice 30,indice 50,après-soleil`,
  MAIS: `
    Mug|8.9|grès,porcelaine,émaillé
    Assiette|7.5|plate,creuse,à dessert
    Torchon x2|12.9|lin,coton,nid d'abeille
    Poêle|29.9|24 cm,28 cm,à crêpes
    Couteau|19.9|de chef,à pain,d'office
    Bocal|5.9|50 cl,1 l,2 l
    Lampe de table|39.9|laiton,céramique,nomade
    Coussin|22.9|velours,lin,brodé
    Plaid|34.9|laine,polaire,coton
    Vase|24.9|verre,grès,soliflore
    Théière|27.9|fonte,verre,porcelaine`,
  TEXT: `
    Écharpe|24.9|laine,coton,soie
    Chaussettes|6.9|unies,à motifs,d'hiver
    T-shirt|17.9|col rond,col V,marinière
    Pull|49.9|col roulé,col V,torsadé
    Sac cabas|19.9|toile,jute,pliable
    Bonnet|16.9|mérinos,à pompon,polaire
    Gants|21.9|cuir,laine,tactiles
    Parapluie|22.9|pliant,canne,enfant
    Ceinture|29.9|cuir,tressée,réversible
    Pyjama|36.9|coton,flanelle,enfant
    Portefeuille|34.9|compact,long,porte-cartes`,
  JOUE: `
    Puzzle|14.9|100 pièces,500 pièces,1000 pièces
    Jeu de société|29.9|stratégie,familial,d'ambiance
    Jeu de cartes|9.9|54 cartes,7 familles,tarot
    Peluche|18.9|ours,lapin,renard
    Jeu de construction|34.9|ville,espace,château
    Petite voiture|4.9|sport,utilitaire,collection
    Poupée|24.9|chiffon,mannequin,bébé
    Loisirs créatifs|16.9|perles,peinture,pâte à modeler
    Jeu d'extérieur|12.9|cerf-volant,ballon,bulles
    Jeu d'éveil|21.9|hochet,cubes,boîte à formes
    Jeu scientifique|27.9|chimie,astronomie,robotique`,
  JARD: `
    Bouquet|19.9|du jour,de roses,champêtre
    Plante verte|16.9|pothos,monstera,ficus
    Plante fleurie|12.9|orchidée,cyclamen,hortensia
    Plante aromatique|3.9|basilic,menthe,persil
    Bulbes|6.9|tulipes,narcisses,jacinthes
    Plant potager|3.2|tomate,courgette,fraisier
    Rosier|18.9|buisson,grimpant,nain
    Cactus|7.9|mini,moyen,grand
    Composition florale|29.9|ronde,haute,de table
    Sapin et houx|24.9|Nordmann,épicéa,couronne
    Arbuste|27.9|olivier,laurier,bambou`,
};
