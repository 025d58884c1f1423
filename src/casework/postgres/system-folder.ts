/** What root's database server needs and cannot reach in the folder of the project: a copy of the programs, and the data. */
export const SYSTEM_FOLDER = '/var/lib/vigie';
