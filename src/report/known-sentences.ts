import { KNOWN_ERRORS } from './known-errors.ts';

const WRITE_A_MAPPING = [
  'Write a mapping file and give it with --mapping, one line per field under "columns:", for example "  amount: <header>" or "  currency: { constant: EUR }".',
  'Écrire un fichier de correspondance et le donner avec --mapping, une ligne par champ sous « columns: », par exemple « amount: <en-tête> » ou « currency: { constant: EUR } ».',
] as const;

/**
 * French of the sentences that the readers write in English: why a row is in quarantine, why a file was refused, what to know of
 * one that was read. They travel as English text through quarantine.csv, the lake and run.json, and are turned here, where
 * they are shown. `{x}` stands for text that is carried over, `{?x}` for words that are turned when they are known, `{>x}` for a
 * sentence that has to be known itself. A test fails when a reader writes a sentence that has no French here.
 */
const KNOWN: readonly (readonly [english: string, french: string])[] = [
  // Rows: values
  ['The date is missing.', 'La date manque.'],
  [
    'The date is not in the format of this file: correct it, or name the format in a mapping file.',
    'La date n’est pas au format de ce fichier : la corriger, ou nommer le format dans un fichier de correspondance.',
  ],
  [
    'The date lies before 1970 or after 2099: correct it.',
    'La date est antérieure à 1970 ou postérieure à 2099 : la corriger.',
  ],
  [
    'The date names a day that its month does not have, such as 31 February: correct it.',
    'La date nomme un jour que son mois n’a pas, comme le 31 février : la corriger.',
  ],
  [
    'The time of day is missing or not in the format of this file: correct it, or name the format in a mapping file.',
    'L’heure manque ou n’est pas au format de ce fichier : la corriger, ou nommer le format dans un fichier de correspondance.',
  ],
  ['The amount is missing.', 'Le montant manque.'],
  [
    'The amount carries a sign that several currencies share, such as $, and the currency column does not say which: write the code of three letters.',
    'Le montant porte un signe que plusieurs devises partagent, comme $, et la colonne de la devise ne dit pas laquelle : écrire le code de trois lettres.',
  ],
  [
    'The amount carries another currency than the currency column: find out which of the two holds.',
    'Le montant porte une autre devise que la colonne de la devise : établir laquelle des deux est la bonne.',
  ],
  [
    'The currency is a sign that several currencies share, such as $: write the code of three letters.',
    'La devise est un signe que plusieurs devises partagent, comme $ : écrire le code de trois lettres.',
  ],
  [
    'The amount is negative: say in a mapping file which sign or column tells who pays.',
    'Le montant est négatif : dire dans un fichier de correspondance quel signe ou quelle colonne indique qui paie.',
  ],
  ['The amount has more than four decimals.', 'Le montant a plus de quatre décimales.'],
  [
    'The amount is too large to be one transfer, or not written as a plain number.',
    'Le montant est trop grand pour un seul transfert, ou n’est pas écrit comme un simple nombre.',
  ],
  ['The amount is not a number in the format of this file.', 'Le montant n’est pas un nombre au format de ce fichier.'],
  ['The amount is zero.', 'Le montant est nul.'],
  [
    'The currency is missing: give it as a constant in a mapping file.',
    'La devise manque : la donner comme constante dans un fichier de correspondance.',
  ],
  ['The currency is not a three-letter ISO 4217 code.', 'La devise n’est pas un code ISO 4217 de trois lettres.'],
  [
    'Nothing tells who paid: no identifier, account, phone or name.',
    'Rien ne dit qui a payé : ni identifiant, ni compte, ni téléphone, ni nom.',
  ],
  [
    'Nothing tells who was paid: no identifier, account, phone or name.',
    'Rien ne dit qui a été payé : ni identifiant, ni compte, ni téléphone, ni nom.',
  ],
  [
    'The status is not understood: translate it in a mapping file.',
    'Le statut n’est pas compris : le traduire dans un fichier de correspondance.',
  ],
  [
    'The reference was used before for another transfer (other date, people, amount or status): find out which of the two holds.',
    'La référence a déjà servi à un autre transfert (autre date, autres personnes, autre montant ou autre statut) : établir lequel des deux est le bon.',
  ],

  // Rows: tables
  [
    'The record is longer than {n} MiB: look for a missing line end or quote in the source.',
    'L’enregistrement dépasse {n} Mio : chercher à la source une fin de ligne ou un guillemet manquant.',
  ],
  [
    'A quote opens and is never closed: put the closing quote in the source.',
    'Un guillemet s’ouvre et ne se ferme jamais : ajouter le guillemet fermant à la source.',
  ],
  [
    'There is text between a closing quote and the next separator: double the quotes inside the value.',
    'Du texte suit un guillemet fermant avant le séparateur : doubler les guillemets à l’intérieur de la valeur.',
  ],
  [
    'The record holds bytes that are not UTF-8, unlike the rest of the file: write the source again in one encoding.',
    'L’enregistrement contient des octets qui ne sont pas en UTF-8, contrairement au reste du fichier : réécrire la source dans un seul encodage.',
  ],
  [
    'The record has {n} column(s) where the header has {m}: a separator inside a value must stand in quotes.',
    'L’enregistrement compte {n} colonne(s), l’en-tête {m} : un séparateur à l’intérieur d’une valeur doit être entre guillemets.',
  ],
  [
    'The line is not a JSON object: each line must hold one record, as { "amount": …, … }.',
    'La ligne n’est pas un objet JSON : chaque ligne doit contenir un enregistrement, comme { "amount": …, … }.',
  ],
  [
    'The row has a value to the right of the last header: give that column a header, or clear the cell.',
    'La ligne a une valeur à droite du dernier en-tête : donner un en-tête à cette colonne, ou vider la cellule.',
  ],
  [
    'A cell of the row stands in a column that no sheet has, or in the place of another: open the workbook and save it again.',
    'Une cellule de la ligne se trouve dans une colonne qu’aucune feuille n’a, ou à la place d’une autre : ouvrir le classeur et l’enregistrer de nouveau.',
  ],
  [
    'Left out as the mapping says ("rows"): change the mapping if the record is a transfer.',
    'Laissée de côté selon la correspondance (« rows ») : la modifier si l’enregistrement est un transfert.',
  ],
  [
    'The column does not say who paid in a word that the mapping knows: add it to "out", "in" or "self".',
    'La colonne ne dit pas qui a payé par un mot que la correspondance connaît : l’ajouter à « out », « in » ou « self ».',
  ],

  // Rows: standards
  [
    'The message is cut off: ask the sender for the whole file.',
    'Le message est tronqué : demander le fichier entier à l’expéditeur.',
  ],
  [
    'The amount of the message (field 32 or 33) cannot be read.',
    'Le montant du message (champ 32 ou 33) est illisible.',
  ],
  ['The date of the message (field 32A or 30) cannot be read.', 'La date du message (champ 32A ou 30) est illisible.'],
  [
    'its objects have more than {n} different keys: write data as values, and under each key one kind of value.',
    'ses objets ont plus de {n} clés différentes : écrivez les données comme valeurs, et sous chaque clé un seul type de valeur.',
  ],
  ['one header stands twice. {rest}', 'un en-tête figure deux fois. {rest}'],
  [
    'it lies in the folder {name}, which a scan empties: name another folder.',
    'il se trouve dans le dossier {name}, qu’une analyse vide : indiquez un autre dossier.',
  ],
  [
    'the results of this scan would take its place: name another folder with --out.',
    'les résultats de cette analyse prendraient sa place : indiquez un autre dossier avec --out.',
  ],
  [
    'The first line looks like a record, so it is not repeated here: if the file has no header, write "header: false" in the mapping file.',
    'La première ligne ressemble à un enregistrement et n’est donc pas répétée ici : si le fichier n’a pas d’en-tête, écrivez « header: false » dans le fichier de correspondance.',
  ],
  [
    'The message is longer than {n} characters, which no SWIFT message is.',
    'Le message dépasse {n} caractères, ce qu’aucun message SWIFT ne fait.',
  ],
  [
    'Elements are nested more than {n} deep, which no ISO 20022 message is.',
    'Des éléments sont imbriqués sur plus de {n} niveaux, ce qu’aucun message ISO 20022 ne fait.',
  ],
  [
    'One transaction or header holds more than {n} characters, which is not believable.',
    'Une transaction ou un en-tête contient plus de {n} caractères, ce qui n’est pas vraisemblable.',
  ],
  [
    'The details of a transaction stand outside of an entry (Ntry): the file is not as the standard wants it.',
    'Le détail d’une transaction se trouve hors d’une écriture (Ntry) : le fichier n’est pas conforme au standard.',
  ],
  [
    'Some transactions of an entry have an amount and this one has none: ask the sender for the details of the batch.',
    'Certaines transactions d’une écriture ont un montant et celle-ci n’en a pas : demander le détail du lot à l’expéditeur.',
  ],
  ['Line {n} is not a JSON document.', 'La ligne {n} n’est pas un document JSON.'],
  ['Line {n} cannot be read: {>sentence}', 'La ligne {n} est illisible : {>sentence}'],
  [
    'A text or a tag is longer than {n} characters ({?where}).',
    'Un texte ou une balise dépasse {n} caractères ({?where}).',
  ],
  [
    '{>flaw} at {?where}. What stands before was read; ask the sender for the whole file.',
    '{>flaw} ({?where}). Ce qui précède a été lu ; demander le fichier entier à l’expéditeur.',
  ],
  [
    'The file ends before its last element is closed: it was cut off',
    'Le fichier finit avant que son dernier élément soit fermé : il a été tronqué',
  ],
  ['The XML is broken', 'Le XML est défectueux'],
  ['line {n}, column {m}', 'ligne {n}, colonne {m}'],

  // Warnings: tables
  [
    'This file is in the lake already; nothing was added.',
    'Ce fichier est déjà dans l’entrepôt ; rien n’a été ajouté.',
  ],
  [
    'The header was found after {n} other line(s), which were left out.',
    'L’en-tête se trouve après {n} autre(s) ligne(s), laissée(s) de côté.',
  ],
  [
    'The header was found after {n} other row(s), which were left out.',
    'L’en-tête se trouve après {n} autre(s) ligne(s), laissée(s) de côté.',
  ],
  [
    'The file is not UTF-8; it was read as Windows-1252.',
    'Le fichier n’est pas en UTF-8 ; il a été lu comme Windows-1252.',
  ],
  [
    'The file is UTF-8 with some bytes that are not; the records that hold them go to the quarantine.',
    'Le fichier est en UTF-8, à quelques octets près ; les enregistrements qui les contiennent vont en quarantaine.',
  ],
  ['The file was read as UTF-16.', 'Le fichier a été lu comme UTF-16.'],
  [
    'No date of the sample could be understood; say "formats: dates" in a mapping file.',
    'Aucune date de l’échantillon n’a été comprise ; préciser « formats: dates » dans un fichier de correspondance.',
  ],
  [
    'No date of the file tells whether the day or the month comes first; they were read {?chosen}. If they are {?other}, say "formats: dates" in a mapping file.',
    'Aucune date du fichier ne dit si le jour ou le mois vient en premier ; elles ont été lues {?chosen}. Si c’est {?other}, préciser « formats: dates » dans un fichier de correspondance.',
  ],
  ['day first', 'le jour d’abord'],
  ['month first', 'le mois d’abord'],
  [
    'Some dates can only be day first and others only month first; the majority was followed ({?order} first), the others go to the quarantine.',
    'Certaines dates n’ont de sens qu’avec le jour en premier et d’autres qu’avec le mois ; la majorité a été suivie ({?order} d’abord), les autres vont en quarantaine.',
  ],
  ['day', 'jour'],
  ['month', 'mois'],
  [
    'The times are written without an offset; they were taken as local to the payer’s place. If they are not, say "zone" in a mapping file.',
    'Les heures sont écrites sans décalage ; elles ont été prises pour l’heure locale du payeur. Si ce n’est pas le cas, préciser « zone » dans un fichier de correspondance.',
  ],
  [
    '{n} record(s) have a local time that happened twice, because clocks went back: the first of the two was taken, so they may lie up to an hour too early. Export times with their offset, or in UTC.',
    '{n} enregistrement(s) ont une heure locale qui a eu lieu deux fois, parce que les horloges ont reculé : la première des deux a été retenue, l’instant peut donc être trop tôt d’une heure au plus. Exporter les heures avec leur décalage, ou en UTC.',
  ],
  [
    'Every amount with a "{mark}" has three digits after it, so it can separate thousands or decimals; it was read as {?read}. If that is wrong, say "formats: decimal" in a mapping file.',
    'Dans chaque montant, le signe « {mark} » est suivi de trois chiffres : il peut séparer des milliers ou des décimales ; il a été lu comme séparateur {?read}. Si c’est faux, préciser « formats: decimal » dans un fichier de correspondance.',
  ],
  ['decimals', 'de décimales'],
  ['thousands', 'de milliers'],
  [
    'Some amounts are written with another decimal sign than "{mark}"; they go to the quarantine.',
    'Certains montants sont écrits avec un autre signe décimal que « {mark} » ; ils vont en quarantaine.',
  ],
  ['The columns were recognised as {?name}.', 'Les colonnes ont été reconnues : {?name}.'],
  ['a known export', 'un export connu'],
  ['The file has a header and no records.', 'Le fichier a un en-tête et aucun enregistrement.'],
  [
    'Column "{name}" is nested ({type}) and was not read.',
    'La colonne « {name} » est imbriquée ({type}) et n’a pas été lue.',
  ],
  [
    'Only the sheet "{name}" was read, not {others}; save them as files of their own.',
    'Seule la feuille « {name} » a été lue, et non {others} ; enregistrer celles-ci comme fichiers à part.',
  ],
  ['Hidden sheets were not read: {names}.', 'Les feuilles masquées n’ont pas été lues : {names}.'],
  [
    '{n} cell(s) hold formulas; none was run, the results stored in the file were taken.',
    '{n} cellule(s) avec formule ; aucune n’a été exécutée, les résultats enregistrés dans le fichier ont été repris.',
  ],
  [
    '{n} formula(s) have no stored result and count as empty; open and save the workbook.',
    '{n} formule(s) sans résultat enregistré, comptée(s) comme vide(s) ; ouvrir et enregistrer le classeur.',
  ],
  [
    '{n} merged cell(s) span several rows, and only the first row of each holds the value: people may be split. Unmerge them, fill the value down, and scan again.',
    '{n} cellule(s) fusionnée(s) sur plusieurs lignes, dont seule la première porte la valeur : des personnes peuvent être dédoublées. Défusionner, recopier la valeur vers le bas, et relancer l’analyse.',
  ],
  [
    '{n} cell(s) show an error of the spreadsheet and count as empty.',
    '{n} cellule(s) en erreur dans le tableur, comptée(s) comme vide(s).',
  ],

  // Warnings: standards
  ['Transfer {n}: {>sentence}', 'Transfert {n} : {>sentence}'],
  ['{n} more times: {>sentence}', 'Encore {n} fois : {>sentence}'],
  ['There are flaws of more kinds than are told here.', 'Il y a plus de sortes de défauts qu’il n’en est dit ici.'],
  [
    'Some bytes are not {encoding} text and were replaced by �: names may be damaged.',
    'Certains octets ne sont pas du texte {encoding} et ont été remplacés par � : des noms peuvent être abîmés.',
  ],
  [
    'no ISO 20022 message was found in it: ask the sender for the whole file.',
    'aucun message ISO 20022 n’y a été trouvé : demander le fichier entier à l’expéditeur.',
  ],
  [
    'it is not a transfer message but {names}: give those that hold transfers ({kinds}).',
    'ce n’est pas un message de transfert mais {names} : donner ceux qui contiennent des transferts ({kinds}).',
  ],
  [
    'A message is not a transfer message but {name}: nothing was read from it. Those that are: {kinds}.',
    'Un message n’est pas un message de transfert mais {name} : rien n’y a été lu. Ceux qui le sont : {kinds}.',
  ],
  [
    'A return does not say who paid whom. The payment that it returns, if it was read, is marked as refunded when the return gives its UETR.',
    'Un retour ne dit pas qui a payé qui. Le paiement retourné, s’il a été lu, est marqué comme remboursé lorsque le retour donne son UETR.',
  ],
  [
    'Less came back than was paid (charges, or a part only): the whole payment counts as refunded.',
    'Il est revenu moins que ce qui avait été payé (frais, ou une partie seulement) : le paiement entier compte comme remboursé.',
  ],
  [
    'A message announces another number of transactions (NbOfTxs) than it has: those that it has were read.',
    'Un message annonce un autre nombre de transactions (NbOfTxs) qu’il n’en contient : celles qu’il contient ont été lues.',
  ],
  [
    'The amounts of a message add up to another sum than it announces (CtrlSum): the amounts were read as they stand.',
    'Les montants d’un message ne donnent pas la somme qu’il annonce (CtrlSum) : les montants ont été lus tels quels.',
  ],
  ['A message holds no transaction.', 'Un message ne contient aucune transaction.'],
  [
    'The date in {element} is not one: the next date of the message is used.',
    'La date de {element} n’en est pas une : la date suivante du message est utilisée.',
  ],
  [
    'A pacs.009 covers a customer transfer and is read as that transfer. With its pacs.008 it counts once where both say the same UETR, amount, payer and payee.',
    'Un pacs.009 couvre un transfert de clientèle et est lu comme ce transfert. Avec son pacs.008, il compte une seule fois si les deux disent les mêmes UETR, montant, payeur et bénéficiaire.',
  ],
  [
    'The transactions of a batch entry have no amounts: the entry is read as one transfer of its amount. Ask the sender for the details of the batch.',
    'Les transactions d’une écriture groupée n’ont pas de montant : l’écriture est lue comme un seul transfert de son montant. Demander le détail du lot à l’expéditeur.',
  ],
  [
    'The transactions of an entry add up to another sum than the entry (charges, or a flaw of the file): their own amounts are used.',
    'Les transactions d’une écriture ne donnent pas la somme de l’écriture (frais, ou défaut du fichier) : leurs propres montants sont utilisés.',
  ],
  [
    'A batch entry comes without its transactions and is read as one transfer of its amount. Ask the sender for the details of the batch.',
    'Une écriture groupée vient sans ses transactions et est lue comme un seul transfert de son montant. Demander le détail du lot à l’expéditeur.',
  ],
  [
    'An entry announces another number of transactions (NbOfTxs) than it has: those that it has were read.',
    'Une écriture annonce un autre nombre de transactions (NbOfTxs) qu’elle n’en contient : celles qu’elle contient ont été lues.',
  ],
  [
    '{n} record(s) tell a payment that another message told already (same reference, amount, currency, payer and payee): it counts once.',
    '{n} enregistrement(s) rapportent un paiement qu’un autre message rapporte déjà (mêmes référence, montant, devise, payeur et bénéficiaire) : il compte une fois.',
  ],
  [
    '{n} record(s) have the reference of a payment that another message told, but not surely the same amount, status, day, payer and payee: both were kept, so a payment may count twice.',
    '{n} enregistrement(s) portent la référence d’un paiement qu’un autre message rapporte, mais pas sûrement les mêmes montant, statut, jour, payeur et bénéficiaire : les deux ont été gardés, un paiement peut donc compter deux fois.',
  ],
  [
    '{n} record(s) look like a payment that another message told, but only the payer’s EndToEndId says so, which may repeat: both were kept, so a payment may count twice.',
    '{n} enregistrement(s) ressemblent à un paiement qu’un autre message rapporte, mais seul l’EndToEndId du payeur le dit, et il peut se répéter : les deux ont été gardés, un paiement peut donc compter deux fois.',
  ],
  ['A statement holds no entry.', 'Un relevé ne contient aucune écriture.'],
  [
    'A message of type "{type}" is not a transfer message and was skipped. Those that are: {types}.',
    'Un message de type « {type} » n’est pas un message de transfert et a été sauté. Ceux qui le sont : {types}.',
  ],
  [
    'The message announces several transfers and holds none: ask the sender for the whole file.',
    'Le message annonce plusieurs transferts et n’en contient aucun : demander le fichier entier à l’expéditeur.',
  ],

  // Exchange rates
  ['illustrative yearly averages', 'moyennes annuelles indicatives'],

  // Files that were refused: what they are
  [
    'it has more than {count} columns: export the transfers with a row for each, and without the columns that hold nothing of them.',
    'il a plus de {count} colonnes : exporter les transferts à raison d’une ligne chacun, sans les colonnes qui n’en disent rien.',
  ],
  ['the file is empty: export it again.', 'le fichier est vide : l’exporter de nouveau.'],
  [
    'it is XML, but not an ISO 20022 message that Vigie reads (pain.001, pacs.004, pacs.008, pacs.009, camt.052, camt.053, camt.054).',
    'c’est du XML, mais pas un message ISO 20022 que lit Vigie (pain.001, pacs.004, pacs.008, pacs.009, camt.052, camt.053, camt.054).',
  ],
  [
    'it is one JSON array: write one object per line (JSON Lines), for example with "jq -c .[]".',
    'c’est un seul tableau JSON : écrire un objet par ligne (JSON Lines), par exemple avec « jq -c .[] ».',
  ],
  ['it is {?what}, not a table of transfers.', 'c’est {?what}, pas un tableau de transferts.'],
  ['a web page', 'une page web'],
  ['a text document', 'un document de texte'],
  [
    'a settings file; give a mapping with --mapping',
    'un fichier de réglages (une correspondance se donne avec --mapping)',
  ],
  [
    'the bytes are not those of {format}: copy or write the file again.',
    'les octets ne sont pas ceux d’un fichier {format} : copier ou écrire le fichier de nouveau.',
  ],
  [
    'the bytes are those of {?kind} ({name}): Vigie never opens one, and nothing of it was kept',
    'les octets sont ceux {?kind} ({name}) : Vigie n’en ouvre jamais, et rien n’en a été gardé',
  ],
  ['an image file', 'd’une image'],
  ['a video', 'd’une vidéo'],
  ['an audio file', 'd’un enregistrement sonore'],
  [
    'the bytes are those of an archive that Vigie does not open ({name}), and nothing of it was kept: unpack it first, or give .gz or .zip',
    'les octets sont ceux d’une archive que Vigie n’ouvre pas ({name}), et rien n’en a été gardé : la décompresser d’abord, ou donner un .gz ou un .zip',
  ],
  [
    'the file is an old Office document: save it as .xlsx or CSV',
    'le fichier est un ancien document Office : l’enregistrer en .xlsx ou en CSV',
  ],
  [
    'the file is a {name}: export the transfers as CSV, Parquet, JSON Lines or XLSX',
    'le fichier est de type {name} : exporter les transferts en CSV, Parquet, JSON Lines ou XLSX',
  ],
  ['the file is a program, not a table of transfers', 'le fichier est un programme, pas un tableau de transferts'],

  // Files that were refused: where they lie and how they are packed
  [
    'it is neither a file nor a directory (a pipe or a device): save the data to a file first',
    'ce n’est ni un fichier ni un dossier (un tube ou un périphérique) : enregistrer d’abord les données dans un fichier',
  ],
  [
    'it is a symbolic link to a file that is not there: give the real path',
    'c’est un lien symbolique vers un fichier absent : donner le vrai chemin',
  ],
  [
    'it is a lake of Vigie, whose transfers are not read again as a file: give it with --lake to use them',
    'c’est un entrepôt de Vigie, dont les transferts ne sont pas relus comme un fichier : le donner avec --lake pour les utiliser',
  ],
  [
    'it holds the results of a scan, which are not transfers: they were passed over',
    'il contient les résultats d’une analyse, qui ne sont pas des transferts : ils ont été laissés de côté',
  ],
  [
    'it matches files of a lake or of earlier results: they were passed over',
    'il répond à des fichiers d’un entrepôt ou de résultats antérieurs : ils ont été laissés de côté',
  ],
  [
    'several files have names that are not UTF-8 and look the same: give their folder, or rename them',
    'plusieurs fichiers ont des noms qui ne sont pas en UTF-8 et se ressemblent : donner leur dossier, ou les renommer',
  ],
  ['no file matches the pattern: check it', 'aucun fichier ne répond au motif : le vérifier'],
  [
    'symbolic links lead in a circle: this one was not followed',
    'des liens symboliques tournent en rond : celui-ci n’a pas été suivi',
  ],
  [
    'the directory holds no file: give the one with the exports',
    'le dossier ne contient aucun fichier : donner celui des exports',
  ],
  [
    'it is an Office document but not an .xlsx workbook: save it as .xlsx or CSV',
    'c’est un document Office, mais pas un classeur .xlsx : l’enregistrer en .xlsx ou en CSV',
  ],
  [
    'it is an archive inside an archive: unpack the outer one yourself',
    'c’est une archive dans une archive : décompresser d’abord la première',
  ],
  ['there is no such file: check the path', 'ce fichier n’existe pas : vérifier le chemin'],
  [
    'part of the path is a file, not a folder: check the path',
    'une partie du chemin est un fichier, non un dossier : vérifier le chemin',
  ],
  ['it is a folder: name the file itself', 'c’est un dossier : nommer le fichier lui-même'],
  [
    'no permission to read it: ask for read access, or copy it to a place of your own',
    'lecture non autorisée : demander l’accès en lecture, ou copier le fichier dans un dossier à soi',
  ],
  [
    'symbolic links lead in a circle: give the real path',
    'des liens symboliques tournent en rond : donner le vrai chemin',
  ],
  [
    'too many files are open: close other programs or raise the limit (ulimit -n)',
    'trop de fichiers sont ouverts : fermer d’autres programmes ou relever la limite (ulimit -n)',
  ],
  ['the path is too long for this system', 'le chemin est trop long pour ce système'],
  [
    'the disk or network drive failed while reading: copy the file to a local disk',
    'le disque ou le lecteur réseau a failli pendant la lecture : copier le fichier sur un disque local',
  ],
  [
    'the gzip file ends too early, so it was cut off: copy or download it again',
    'le fichier gzip finit trop tôt, il a été tronqué : le copier ou le télécharger de nouveau',
  ],
  [
    'the compressed data is damaged: copy or download the file again',
    'les données compressées sont abîmées : copier ou télécharger le fichier de nouveau',
  ],
  [
    'it unpacks to more than {n} MiB: unpack it yourself and give the parts',
    'décompressé, il dépasse {n} Mio : le décompresser soi-même et donner les parties',
  ],
  [
    'it unpacks to more than {n} times its size, as a zip bomb does: it was not unpacked further',
    'décompressé, il dépasse {n} fois sa taille, comme une bombe de décompression : il n’a pas été décompressé davantage',
  ],
  [
    'the zip holds {n} files, more than {m}: unpack it yourself',
    'le zip contient {n} fichiers, plus de {m} : le décompresser soi-même',
  ],
  ['the zip holds no file', 'le zip ne contient aucun fichier'],
  [
    'it is protected by a password: unpack it yourself',
    'il est protégé par un mot de passe : le décompresser soi-même',
  ],
  [
    'it is a symbolic link, which is never followed out of a zip',
    'c’est un lien symbolique, jamais suivi hors d’un zip',
  ],
  [
    'it is compressed in a way that Vigie does not open: unpack it yourself',
    'il est compressé d’une façon que Vigie n’ouvre pas : le décompresser soi-même',
  ],
  [
    'the zip is damaged or cut off: copy or download it again',
    'le zip est abîmé ou tronqué : le copier ou le télécharger de nouveau',
  ],
  [
    'it is damaged, or does not have the size that the zip declares: copy or download the zip again',
    'il est abîmé, ou n’a pas la taille que déclare le zip : copier ou télécharger le zip de nouveau',
  ],

  // Files that were refused: tables
  [
    'its part {part} holds {n} MiB, too much for a workbook: export it as CSV',
    'sa partie {part} contient {n} Mio, trop pour un classeur : l’exporter en CSV',
  ],
  [
    'the part {part} is missing from the workbook: save it again',
    'la partie {part} manque au classeur : l’enregistrer de nouveau',
  ],
  [
    'the workbook is protected by a password: save it without one',
    'le classeur est protégé par un mot de passe : l’enregistrer sans',
  ],
  ['the workbook has too many parts', 'le classeur a trop de parties'],
  [
    'the workbook is damaged: open it, save it again as .xlsx, or export it as CSV.',
    'le classeur est abîmé : l’ouvrir, l’enregistrer de nouveau en .xlsx, ou l’exporter en CSV.',
  ],
  [
    'no visible sheet holds a row: is the table on a hidden sheet?',
    'aucune feuille visible ne contient de ligne : le tableau est-il sur une feuille masquée ?',
  ],
  ['the sheet holds no row.', 'la feuille ne contient aucune ligne.'],
  [
    'no record could be read: is it a table in text form?',
    'aucun enregistrement n’a pu être lu : est-ce un tableau sous forme de texte ?',
  ],
  [
    'the bytes are not those of a text table: give a CSV, Parquet, JSON Lines or XLSX export.',
    'les octets ne sont pas ceux d’un tableau de texte : donner un export CSV, Parquet, JSON Lines ou XLSX.',
  ],
  [
    'no line holds a JSON object: write one record per line.',
    'aucune ligne ne contient d’objet JSON : écrire un enregistrement par ligne.',
  ],
  [
    'the keys "{one}" and "{other}" fall together: rename one in the source.',
    'les clés « {one} » et « {other} » se confondent : renommer l’une des deux à la source.',
  ],
  [
    'the Parquet file cannot be read ({why}): write it again.',
    'le fichier Parquet est illisible ({why}) : l’écrire de nouveau.',
  ],
  [
    'every column is nested: write payer, payee, amount and date as plain columns.',
    'toutes les colonnes sont imbriquées : écrire payeur, bénéficiaire, montant et date comme de simples colonnes.',
  ],
  ['{>why}: copy or write the Parquet file again.', '{>why} : copier ou écrire le fichier Parquet de nouveau.'],
  ['the file is too short to be Parquet', 'le fichier est trop court pour être du Parquet'],
  [
    'the file does not end as Parquet does, so it was cut off',
    'le fichier ne finit pas comme un Parquet, il a été tronqué',
  ],
  [
    'the footer claims a length that the file does not have',
    'le pied du fichier annonce une longueur que le fichier n’a pas',
  ],
  [
    'the Parquet file is encrypted: write it without encryption.',
    'le fichier Parquet est chiffré : l’écrire sans chiffrement.',
  ],
  [
    'the Parquet footer claims {n} rows where its row groups hold {m}: write the file again.',
    'le pied du fichier Parquet annonce {n} lignes, ses groupes en contiennent {m} : écrire le fichier de nouveau.',
  ],
  [
    'the Parquet footer points outside the file: copy or write the file again.',
    'le pied du fichier Parquet renvoie hors du fichier : copier ou écrire le fichier de nouveau.',
  ],
  ...(
    [
      ['None was recognised.', 'Aucun n’a été reconnu.'],
      ['Recognised: {fields}.', 'Reconnus : {fields}.'],
    ] as const
  ).flatMap(([recognised, reconnus]): (readonly [string, string])[] => [
    [
      `no column was recognised for {?missing}. Headers seen: {headers}. ${recognised} ${WRITE_A_MAPPING[0]}`,
      `aucune colonne n’a été reconnue pour {?missing}. En-têtes vus : {headers}. ${reconnus} ${WRITE_A_MAPPING[1]}`,
    ],
    [
      `two columns fit one field equally well: {?lines}. Headers seen: {headers}. ${recognised} ${WRITE_A_MAPPING[0]}`,
      `deux colonnes conviennent aussi bien à un même champ : {?lines}. En-têtes vus : {headers}. ${reconnus} ${WRITE_A_MAPPING[1]}`,
    ],
  ]),
  [
    'the mapping names {columns}, which the file does not have. Headers seen: {headers}.',
    'la correspondance nomme {columns}, que le fichier n’a pas. En-têtes vus : {headers}.',
  ],
  ['the mapping says nothing of {?missing}.', 'il manque à la correspondance : {?missing}.'],
  [
    'the header {name} stands twice: rename one of the two columns in the source.',
    'l’en-tête {name} figure deux fois : renommer l’une des deux colonnes à la source.',
  ],

  // Files that were refused: standards
  [
    'the file says that it is encoded as "{encoding}", which is not known here. Convert it to UTF-8 and try again.',
    'le fichier se dit encodé en « {encoding} », inconnu ici. Le convertir en UTF-8 et recommencer.',
  ],
  [
    'one JSON document is longer than {n} characters. Split it, or write one message a line (JSON Lines), or use the XML form, which may have any size.',
    'un document JSON dépasse {n} caractères. Le diviser, ou écrire un message par ligne (JSON Lines), ou prendre la forme XML, de taille libre.',
  ],
  [
    'this is not complete JSON: neither one document nor one document a line. Ask the sender for the whole file.',
    'ce n’est pas du JSON complet : ni un seul document, ni un document par ligne. Demander le fichier entier à l’expéditeur.',
  ],
  [
    'the file has a DOCTYPE, which ISO 20022 does not use and which can hide an attack. Remove the <!DOCTYPE …> declaration and try again.',
    'le fichier a un DOCTYPE, qu’ISO 20022 n’emploie pas et qui peut cacher une attaque. Retirer la déclaration <!DOCTYPE …> et recommencer.',
  ],
  [
    'this is not XML ({?where}). Check that the file is a complete ISO 20022 message, not compressed and not encrypted.',
    'ce n’est pas du XML ({?where}). Vérifier que le fichier est un message ISO 20022 complet, ni compressé ni chiffré.',
  ],
  [
    'no SWIFT MT message was found: one begins with "{1:", or with ":20:" when it has no envelope.',
    'aucun message SWIFT MT n’a été trouvé : un message commence par « {1: », ou par « :20: » sans enveloppe.',
  ],
];

/** Words of lists, outside of what stands in quotes: headers are the file's own. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bthe date(?= \()/g, 'la date'],
  [/\bthe amount(?= \()/g, 'le montant'],
  [/\bthe currency(?= \()/g, 'la devise'],
  [/\bwho pays(?= \()/g, 'qui paie'],
  [/\bwho is paid(?= \()/g, 'qui est payé'],
  [/ could be /g, ' peut être '],
  [/ or /g, ' ou '],
];

/** Braces of the text itself, as in { constant: EUR }, have a blank after them. */
const PLACEHOLDER = /\{([?>]?)([a-z]\w*)\}/gi;

interface Pattern {
  readonly match: RegExp;
  readonly french: string;
}

const fixed = new Map<string, string>();
const patterns: Pattern[] = [];
for (const [english, french] of [...KNOWN, ...KNOWN_ERRORS]) {
  const [en, fr] = [withoutStop(english), withoutStop(french)];
  if (en.search(PLACEHOLDER) < 0) fixed.set(en, fr);
  else patterns.push({ match: patternOf(en), french: fr });
}

/** The French of a sentence that a reader wrote in English; null when it is not known. */
export function inFrench(sentence: string): string | null {
  const english = withoutStop(sentence);
  const stop = sentence.slice(english.length);
  const known = fixed.get(english);
  if (known !== undefined) return known + stop;
  for (const { match, french } of patterns) {
    const found = match.exec(english)?.groups;
    const filled = found === undefined ? null : fill(french, found);
    if (filled !== null) return filled + stop;
  }
  return null;
}

/** The same for a text of several lines: those that are not known stay in English. */
export function linesInFrench(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const sentence = line.trimStart();
      const french = inFrench(sentence);
      return french === null ? line : line.slice(0, line.length - sentence.length) + french;
    })
    .join('\n');
}

function fill(french: string, found: Readonly<Record<string, string>>): string | null {
  let whole = true;
  const text = french.replace(PLACEHOLDER, (_, kind: string, name: string) => {
    const given = found[name] ?? '';
    if (kind === '') return given;
    const turned = inFrench(given);
    if (turned === null && kind === '>') whole = false;
    return turned ?? words(given);
  });
  return whole ? text : null;
}

function words(text: string): string {
  return text
    .split(/("[^"]*")/)
    .map((part) =>
      part.startsWith('"') ? part : WORDS.reduce((turned, [word, french]) => turned.replace(word, french), part),
    )
    .join('');
}

/** Numbers are {n} and {m}; anything else may be any text, as little of it as will do. */
function patternOf(english: string): RegExp {
  const source = english
    .split(/(\{[?>]?[a-z]\w*\})/i)
    .map((part) => {
      const name = /^\{[?>]?([a-z]\w*)\}$/i.exec(part)?.[1];
      if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return name === 'n' || name === 'm' ? `(?<${name}>\\d+)` : `(?<${name}>.+?)`;
    })
    .join('');
  return new RegExp(`^${source}$`, 's');
}

/** A reason stands with or without its full stop, as the place that tells it wants it. */
function withoutStop(sentence: string): string {
  return sentence.endsWith('.') ? sentence.slice(0, -1) : sentence;
}
