/** What must not be learnt by heart: addresses, handles and numbers. Both stages mask them alike; models/training/text.py is the same. */

/** Web addresses; `<url>` is how the background corpus masks them. */
export const addresses = /https?:\/\/\S+|<url>/g;
export const handles = /@[\p{L}\p{M}\p{Nd}_]+/gu;

/** Numbers keep their length only, up to five digits: prices and phone numbers say no more than that. */
export const blurred = (text: string): string => text.replace(/\p{Nd}/gu, '0').replace(/0{6,}/g, '00000');
