import { useMutation } from '@tanstack/react-query';
import { ApiError } from '../api/api-error.ts';
import { api } from '../api/client.ts';
import type { DeliveryState } from '../api/shapes.ts';
import { Icon } from '../parts/icon.tsx';
import { useSpeech } from '../strings/language.tsx';
import { collectCsv } from './csv-file.ts';

type Props = { projectId: string; projectNumber: string; state: DeliveryState | null };

/** Saves the file from a blob: a plain link could not send the access token. */
const save = (text: string, fileName: string) => {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
};

/** The service stores a large report as a file, and the response has a URL that lives for a minute. */
const fetchReport = async (download: string): Promise<string> => {
  const { url }: { url: string } = JSON.parse(download);
  const response = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' });
  if (!response.ok) throw new ApiError(response.status, undefined);
  return response.text();
};

export const CsvButton = ({ projectId, projectNumber, state }: Props) => {
  const { strings, language } = useSpeech();
  const words = strings.report;
  const download = useMutation({
    mutationFn: () =>
      collectCsv(async (cursor) => {
        const query = { ...(state === null ? {} : { state }), ...(cursor === null ? {} : { cursor }) };
        const { data, error, response } = await api.GET('/projects/{projectId}/deliveries', {
          params: { path: { projectId }, query },
          headers: { accept: 'text/csv', 'accept-language': language },
          parseAs: 'text',
        });
        if (!response.ok || typeof data !== 'string') throw new ApiError(response.status, error);
        return { text: response.status === 201 ? await fetchReport(data) : data, link: response.headers.get('link') };
      }),
    onSuccess: (text) => save(text, words.fileName(projectNumber.replaceAll(/[^\w.-]+/g, '-'))),
  });
  return (
    <>
      <button
        type="button"
        className="button"
        aria-disabled={download.isPending}
        onClick={() => !download.isPending && download.mutate()}
      >
        <Icon name="download" />
        {download.isPending ? words.downloading : words.download}
      </button>
      {download.isError && (
        <p className="field-error" role="alert">
          {words.downloadFailed}
        </p>
      )}
    </>
  );
};
