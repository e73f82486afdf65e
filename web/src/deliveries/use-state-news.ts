import { useEffect, useRef, useState } from 'react';
import type { DeliveryState, DeliveryView } from '../api/shapes.ts';

/** Announces changes of state through a polite live region. `say` puts one delivery's state into words. */
export const useStateNews = (deliveries: readonly DeliveryView[], say: (delivery: DeliveryView) => string): string => {
  const before = useRef<Map<string, DeliveryState> | null>(null);
  const [news, setNews] = useState('');
  useEffect(() => {
    const known = before.current;
    before.current = new Map(deliveries.map((d) => [d.recipientId, d.state]));
    const changed = known ? deliveries.filter((d) => known.get(d.recipientId) !== d.state) : [];
    if (changed.length > 0) setNews(changed.map(say).join(' '));
  }, [deliveries, say]);
  return news;
};
