/** French of what stops a run, in the form of `known-sentences.ts`: the lake, folders, lists, rates, places, mappings, the command line. */
export const KNOWN_ERRORS: readonly (readonly [english: string, french: string])[] = [
  // A line of a file. First: the others would take it for a part of their own.
  ['line {n}: {?rest}', 'ligne {n} : {?rest}'],

  // A person to explain
  [
    'Nobody in these records has that identifier, nor one like it: take it from the records or from subjects.csv.',
    'Personne dans ces relevés n’a cet identifiant, ni un semblable : le reprendre des relevés ou de subjects.csv.',
  ],
  [
    'Nobody in these records has that identifier. Written nearly the same: {ids}',
    'Personne dans ces relevés n’a cet identifiant. Presque la même écriture : {ids}',
  ],

  // Inputs and folders
  [
    'none of it can be read, for the reason given above; nothing was scanned.',
    'rien n’a pu être lu, pour la raison donnée plus haut ; rien n’a été analysé.',
  ],
  [
    'there is nothing to read; name a file, a folder or an archive with transfers.',
    'il n’y a rien à lire ; nommer un fichier, un dossier ou une archive contenant des transferts.',
  ],
  [
    '{folder} is in use by process {n}: wait until it has finished, or name another folder. If that process is not Vigie, remove {file}.',
    '{folder} est utilisé par le processus {n} : attendre qu’il ait fini, ou nommer un autre dossier. Si ce processus n’est pas Vigie, supprimer {file}.',
  ],
  ['{folder} was taken by another process: try again.', '{folder} a été pris par un autre processus : recommencer.'],
  [
    '{path} is damaged: it is not as Vigie wrote it when it read {file}. Restore it from a copy, or start a new lake from the exports.',
    '{path} est endommagé : il n’est plus tel que Vigie l’a écrit en lisant {file}. Le restaurer depuis une copie, ou commencer un nouvel entrepôt à partir des exports.',
  ],
  [
    '{path} cannot be read ({code}): get the right to read it, or restore it from a copy.',
    '{path} est illisible ({code}) : obtenir le droit de le lire, ou le restaurer depuis une copie.',
  ],
  [
    '{path} is gone, though the manifest says that it holds what was read from {file}: restore it from a copy, or start a new lake.',
    '{path} a disparu, alors que le manifeste dit qu’il contient ce qui a été lu de {file} : le restaurer depuis une copie, ou commencer un nouvel entrepôt.',
  ],
  [
    '{file} is not a manifest that this version understands; restore it from a copy, or start a new lake.',
    '{file} n’est pas un manifeste que cette version comprend ; le restaurer depuis une copie, ou commencer un nouvel entrepôt.',
  ],
  ['Stopped before the stage «{stage}»', 'Arrêt avant l’étape « {stage} »'],
  ['Stopped in the stage «{stage}»', 'Arrêt pendant l’étape « {stage} »'],

  // Known subjects
  ['the list of known subjects cannot be read: {?why}.', 'la liste des personnes connues est illisible : {?why}.'],
  [
    'the list of known subjects is not a table in text form. Give a CSV file with the header {columns}.',
    'la liste des personnes connues n’est pas une table sous forme de texte. Donner un fichier CSV avec l’en-tête {columns}.',
  ],
  [
    'the list of known subjects lacks the column {columns}; its header must be {all}.',
    'il manque à la liste des personnes connues la colonne {columns} ; son en-tête doit être {all}.',
  ],
  [
    'line {n} of the list of known subjects {?trouble}; correct it.',
    'ligne {n} de la liste des personnes connues : {?trouble} ; à corriger.',
  ],
  ['the list of ties to undo cannot be read: {?why}.', 'la liste des liens à défaire est illisible : {?why}.'],
  [
    'the list of ties to undo lacks the column {columns}; its header must be {all}.',
    'il manque à la liste des liens à défaire la colonne {columns} ; son en-tête doit être {all}.',
  ],
  [
    'line {n} of the list of ties to undo has {cells} cells, not {columns}; put a text with commas in quotes.',
    'ligne {n} de la liste des liens à défaire : {cells} cellules au lieu de {columns} ; mettre entre guillemets un texte avec des virgules.',
  ],
  [
    'line {n} of the list of ties to undo, column {column}: {?trouble}; correct it.',
    'ligne {n} de la liste des liens à défaire, colonne {column} : {?trouble} ; à corriger.',
  ],
  ['is none of {words}', 'le mot n’est pas l’un de : {words}'],
  ['is not YYYY-MM-DD', 'la date n’est pas au format AAAA-MM-JJ'],
  [
    'is empty; write the phone, account or device as the records give it',
    'la cellule est vide ; écrire le téléphone, le compte ou l’appareil comme les relevés le donnent',
  ],
  ['has no id', 'l’identifiant manque'],
  ['has a date that is not YYYY-MM-DD', 'la date n’est pas au format AAAA-MM-JJ'],
  ['has a kind that is none of {kinds}', 'le genre n’est pas l’un de : {kinds}'],

  // Linkage
  ['the decisions cannot be read ({why}).', 'les décisions sont illisibles ({why}).'],
  [
    'the decisions lack the column {columns}; the header must be {all}.',
    'il manque aux décisions la colonne {columns} ; l’en-tête doit être {all}.',
  ],
  [
    'line {n} of the decisions does not name two records; correct it.',
    'ligne {n} des décisions : elle ne nomme pas deux enregistrements ; à corriger.',
  ],
  [
    'line {n} of the decisions says none of {words}; correct it.',
    'ligne {n} des décisions : elle ne dit aucun de {words} ; à corriger.',
  ],
  [
    'the mapping of a list of people is not as it should be; write "people:" and under it, for example, "surname: <header>", with fields among {fields}, and "dates: day first" or "dates: month first" where it matters.',
    'la correspondance d’une liste de personnes n’est pas comme il faut ; écrire « people: » et dessous, par exemple, « surname: <en-tête> », avec des champs parmi {fields}, et « dates: day first » ou « dates: month first » si cela compte.',
  ],
  [
    'no column was recognised as a name or another trait of a person. Headers seen: {headers}. Write a mapping file with "people:" and give it with --mapping.',
    'aucune colonne n’a été reconnue comme un nom ou un autre trait d’une personne. En-têtes vus : {headers}. Écrire un fichier de correspondance avec « people: » et le donner avec --mapping.',
  ],
  [
    'the mapping names the column "{name}", which is not there. Headers seen: {headers}.',
    'la correspondance nomme la colonne « {name} », qui n’existe pas. En-têtes vus : {headers}.',
  ],
  [
    '{n} record(s) could not be read and were left out.',
    '{n} enregistrement(s) n’ont pas pu être lus et ont été laissés de côté.',
  ],
  [
    '{n} date(s) of birth could not be read and count as missing.',
    '{n} date(s) de naissance n’ont pas pu être lues et comptent comme manquantes.',
  ],
  [
    'it is no list of people as the files before it are: link one kind at a time.',
    'ce n’est pas une liste de personnes comme les fichiers précédents : relier une seule sorte à la fois.',
  ],
  [
    'there is no list of people in it; name a table with a header.',
    'il n’y a là aucune liste de personnes ; nommer une table avec un en-tête.',
  ],
  [
    '--decisions names no file: is the variable set?',
    '--decisions ne nomme aucun fichier : la variable est-elle définie ?',
  ],

  [
    'the linked people cannot be read ({why}). Give the people.csv that vigie link wrote.',
    'les personnes reliées sont illisibles ({why}). Donner le people.csv écrit par vigie link.',
  ],
  [
    '{n} record(s) of the linked people have two people: give the people.csv that vigie link wrote.',
    '{n} enregistrement(s) des personnes reliées ont deux personnes : donner le people.csv écrit par vigie link.',
  ],

  // Places
  ['the places cannot be read: {?why}.', 'les lieux sont illisibles : {?why}.'],
  [
    'not a table of places; its first line must name the columns place,country,zone,lat,lon',
    'ce n’est pas une table de lieux ; sa première ligne doit nommer les colonnes place,country,zone,lat,lon',
  ],
  [
    'the country is not recognised; write its code of two letters',
    'le pays n’est pas reconnu ; écrire son code de deux lettres',
  ],
  ['neither a place nor a country is named', 'ni lieu ni pays n’est nommé'],
  [
    'lat and lon must be degrees with a decimal point, both or neither',
    'lat et lon doivent être des degrés avec un point décimal, tous deux ou aucun',
  ],
  ['give a zone such as Asia/Manila, or lat and lon', 'donner un fuseau comme Asia/Manila, ou lat et lon'],
  [
    '"{zone}" is not a time zone; write it as in Asia/Manila',
    '« {zone} » n’est pas un fuseau horaire ; l’écrire comme Asia/Manila',
  ],

  // Exchange rates
  ['the rates cannot be read: {?why}.', 'les taux sont illisibles : {?why}.'],
  ['too large for a table of rates', 'trop grand pour une table de taux'],
  [
    'a zip archive; unpack it and give the eurofxref-hist.csv inside',
    'une archive zip ; la décompresser et donner le fichier eurofxref-hist.csv qu’elle contient',
  ],
  ['it holds no rate', 'il ne contient aucun taux'],
  [
    'not a table of euro rates; give the European Central Bank’s history file (eurofxref-hist.csv), whose first column is Date',
    'ce n’est pas une table de taux de l’euro ; donner l’historique de la Banque centrale européenne (eurofxref-hist.csv), dont la première colonne est Date',
  ],
  ['a rate is not against the euro; keep only EUR', 'un taux n’est pas contre l’euro ; ne garder que EUR'],
  ['the year is not written as four digits', 'l’année n’est pas écrite en quatre chiffres'],
  [
    'a second, different rate for {currency} on the same day; keep one',
    'un second taux, différent, pour {currency} le même jour ; n’en garder qu’un',
  ],
  [
    'the date is not a day written as 2024-12-31; daily rates are needed',
    'la date n’est pas un jour écrit comme 2024-12-31 ; il faut des taux quotidiens',
  ],
  [
    '"{text}" is not a rate (units for one euro, decimal point)',
    '« {text} » n’est pas un taux (unités pour un euro, point décimal)',
  ],
  [
    '"{currency}" is not a currency code of three letters',
    '« {currency} » n’est pas un code de devise de trois lettres',
  ],

  // Mapping files
  ['the mapping file cannot be read: {?why}', 'le fichier de correspondance est illisible : {?why}'],
  [
    'the mapping file is over 1 MiB: is it the right file?',
    'le fichier de correspondance dépasse 1 Mio : est-ce le bon fichier ?',
  ],
  ['the mapping file has {n} mistake(s):', 'le fichier de correspondance contient {n} erreur(s) :'],
  ['not valid YAML: {why}', 'ce n’est pas du YAML valide : {why}'],
  [
    'aliases (*name) are not read: write the value itself.',
    'les alias (*nom) ne sont pas lus : écrire la valeur elle-même.',
  ],
  ['{where}: "{key}" is not known; write one of: {keys}', '{where} : « {key} » est inconnu ; écrire l’un de : {keys}'],
  ['"{key}" is not known; write one of: {keys}', '« {key} » est inconnu ; écrire l’un de : {keys}'],
  [
    '{where}: write a column name, { constant: TEXT } or { columns: [A, B], join: " " }',
    '{where} : écrire un nom de colonne, { constant: TEXTE } ou { columns: [A, B], join: " " }',
  ],
  [
    '{where}: give either "column" (with "out" and "in") or "sign_of"',
    '{where} : donner soit « column » (avec « out » et « in »), soit « sign_of »',
  ],
  [
    '{where}: say which words of the column mean "out", "in" or "self"',
    '{where} : dire quels mots de la colonne signifient « out », « in » ou « self »',
  ],
  [
    '{where}: give both "owner" and "counterparty", or neither (then payer and payee are taken as the columns name them)',
    '{where} : donner « owner » et « counterparty », ou aucun des deux (payeur et bénéficiaire sont alors ceux que nomment les colonnes)',
  ],
  [
    '{where}: write UTC, payer, or an IANA name such as Europe/Paris',
    '{where} : écrire UTC, payer, ou un nom IANA comme Europe/Paris',
  ],

  // Packs of indicators
  [
    'no pack says what the tiers are: write tiers: in pack.yaml',
    'aucun lot ne dit quels sont les niveaux : écrire « tiers: » dans pack.yaml',
  ],
  [
    'the pack folder cannot be read: {?why}; name a folder with a pack.yaml',
    'le dossier du lot d’indicateurs est illisible : {?why} ; nommer un dossier qui contient un pack.yaml',
  ],
  [
    'a pack needs one pack.yaml with its name, version and title',
    'un lot d’indicateurs a besoin d’un fichier pack.yaml avec son nom, sa version et son titre',
  ],

  // Audit
  [
    '--key is not a key of checkpoints: give the line that "vigie audit key" prints.',
    '--key n’est pas une clé de points de contrôle : donner la ligne qu’affiche « vigie audit key ».',
  ],

  // Evaluation
  ['there is no such file: check the path.', 'ce fichier n’existe pas : vérifier le chemin.'],
  ['it cannot be read as the truth.csv of a world ({why}).', 'il ne se lit pas comme le truth.csv d’un monde ({why}).'],
  [
    'Name the subjects.csv of a scan with --subjects, or with --by-month the records with --transfers.',
    'Nommer le subjects.csv d’une analyse avec --subjects, ou avec --by-month les relevés avec --transfers.',
  ],
  ['Name the records with --transfers.', 'Nommer les relevés avec --transfers.'],
  ['--from is a later month than --to.', '--from est un mois postérieur à --to.'],
  ['The records have no month from --from to --to.', 'Les relevés n’ont aucun mois entre --from et --to.'],
  [
    'they cannot be read as the subjects.csv of a scan and the truth.csv of a world ({why}).',
    'ils sont illisibles comme subjects.csv d’une analyse et truth.csv d’un monde ({why}).',
  ],

  // The command line
  [
    'Name the files to scan, or with --lake a lake that has transfers already.',
    'Nommer les fichiers à analyser, ou avec --lake un entrepôt qui contient déjà des transferts.',
  ],
  [
    'Name folders with a known truth, or with --from-decisions a unit of the workbench.',
    'Nommer des dossiers dont la vérité est connue, ou avec --from-decisions une unité de l’atelier.',
  ],
  [
    'The new pack would take the place of the old one: name another folder with --out.',
    'Le nouveau lot prendrait la place de l’ancien : nommer un autre dossier avec --out.',
  ],
  ['--untie names no file: is the variable set?', '--untie ne nomme aucun fichier : la variable est-elle définie ?'],
  ['--link names no file: is the variable set?', '--link ne nomme aucun fichier : la variable est-elle définie ?'],
  ['--lake names no folder: is the variable set?', '--lake ne nomme aucun dossier : la variable est-elle définie ?'],
  ['Write a whole number from 1 to {n}.', 'Écrire un nombre entier de 1 à {n}.'],
  ['Write a whole number from {n}.', 'Écrire un nombre entier à partir de {n}.'],
  [
    'a folder stands where a result would go; move it away.',
    'un dossier se trouve là où irait un résultat ; le déplacer.',
  ],
  ['Write a size such as 1500MB or 2GB.', 'Écrire une taille comme 1500MB ou 2GB.'],
  ['Give at least {n}MB.', 'Donner au moins {n}MB.'],
  ['Write a month such as 2025-01.', 'Écrire un mois, par exemple 2025-01.'],
  [
    'Write a date such as 2026-01-31 or 2026-01-31T18:00:00Z.',
    'Écrire une date comme 2026-01-31 ou 2026-01-31T18:00:00Z.',
  ],
  ['Write a share from 0 to 1, such as 0.001.', 'Écrire une part de 0 à 1, comme 0.001.'],
  ['Write an address such as name@example.org.', 'Écrire une adresse, par exemple nom@example.org.'],
  ['Write en or fr.', 'Écrire en ou fr.'],
  ['Allowed choices are {choices}.', 'Choix possibles : {choices}.'],
  [
    "error: option '{option}' argument '{given}' is invalid. {>why}",
    'erreur : l’option « {option} » ne peut pas valoir « {given} ». {>why}',
  ],
  ["error: option '{option}' argument missing", 'erreur : l’option « {option} » attend une valeur'],
  ["error: required option '{option}' not specified", 'erreur : l’option « {option} » est obligatoire'],
  ["error: missing required argument '{name}'", 'erreur : l’argument « {name} » est obligatoire'],
  ["error: unknown option '{option}'", 'erreur : option inconnue « {option} »'],
  ["error: unknown command '{command}'", 'erreur : commande inconnue « {command} »'],
  [
    "error: too many arguments for '{command}'. Expected {n} argument but got {m}.",
    'erreur : trop d’arguments pour « {command} » : {n} attendu, {m} donnés.',
  ],
  [
    "error: too many arguments for '{command}'. Expected {n} arguments but got {m}.",
    'erreur : trop d’arguments pour « {command} » : {n} attendus, {m} donnés.',
  ],
  ['(Did you mean {what}?)', '(Vouliez-vous dire {what} ?)'],
  ['(Did you mean one of {what}?)', '(Vouliez-vous dire l’un de : {what} ?)'],
];
