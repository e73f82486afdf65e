import { holdsMarker } from './marker.ts';

const prefix = /^\s{0,3}(?:fw|fwd|tr|wg|rv|enc|vs|vb|vl|pd|i|doorst|továbbítás|ynt|pré|転送|转发|轉寄|전달)\s?[:：]/i;

/** Whether somebody else's mail is passed on. A thread of ours that was passed on is quoted like any other. */
export const isForward = (subject: string, body: string): boolean => prefix.test(subject) && !holdsMarker(body);
