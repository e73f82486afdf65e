/** The product's limits, each with its reason. Some that concern a single file are declared in that file instead. */

/**
 * The largest request bodies, in bytes of UTF-8; API Gateway would accept 10 MB. An invoice of 20,000 lines is uploaded
 * as a file, because it does not fit into a body.
 */
export const maxBodyBytes = 256 * 1024;
export const maxImportBytes = 5 * 1024 * 1024;
export const maxJsonDepth = 64;

/** SES accepts 40 MB after base64 (https://docs.aws.amazon.com/ses/latest/dg/quotas.html). */
export const maxMessageBytes = 40 * 1000 * 1000;
/**
 * Attachments and document together: as base64 with line ends they become 38.9 MB, and the longest text, sent twice and
 * in a script of three bytes per letter, fits into the megabyte that is left.
 */
export const maxMailedFilesBytes = 28_400_000;
/**
 * The assumed size of a PDF that does not exist yet: the fonts, and more per line than any line was measured to take.
 */
export const guessedDocumentBytes = (lines: number): number => 80_000 + 500 * lines;
export const maxAttachmentsBytes = 28 * 1000 * 1000;
export const maxAttachmentCount = 14;
export const maxFileNameLength = 255;

/** Lines of one invoice. The PDF of so many has about 700 pages. */
export const maxInvoiceLines = 20_000;
export const maxRecipients = 50;
export const maxSubjectLength = 255;
export const maxReasonLength = 500;
export const maxMessageLength = 50_000;
export const maxIdempotencyKeyLength = 255;

/**
 * Mails (one recipient's message each) that a project and a user may cause; an installation may set other numbers. A
 * large project's month end is about forty invoices to fifteen people, and the replies to them: about 1,000 mails in a
 * day, most of them in its last hours. Two and a half times that is 5 % of the 50,000 mails that an SES account may
 * usually send in a day, so no project and no stolen token can use up the others' share. A user who works for several
 * projects gets no more.
 */
export const mailsPerProject = { hour: 1_200, day: 2_500 };
/**
 * The part of a project's budget that automatic relays may use. One participant of a conversation of fifty could
 * otherwise use up a day's budget with fifty replies, and no invoice of the project could be sent any more.
 */
export const relayShare = 0.8;
export const mailsPerUser = { hour: 1_000, day: 2_500 };
/** Notices of delivery failures. People read them, and beyond a few hundred a day the delivery report serves better. */
export const noticesPerProjectDay = 300;
/**
 * An email goes to up to 50 people and its sender. With a smaller budget, an email to all of them could never be sent.
 */
export const leastMailBudget = 51;
/** One counter item stores an hour's requests at 20 bytes each, and a table item holds 400 kB. */
export const mostMailsPerHour = 10_000;

/**
 * A user's allowance for the expensive routes: it refills with `perSecond` units up to `burst`, and each route has its
 * cost (Route.costs). Typing into the search box causes at most four requests a second, for seconds; a poll of the page
 * costs at most one unit in two seconds. The allowance covers thousands of searches an hour, which no person makes.
 * Sends cost nothing here: a month end may bring 200 of them in a second, and the mail budgets limit those.
 */
export const callAllowance = { burst: 120, perSecond: 2 };

/**
 * How long a signature may wait until its invoice is sent: enough to read the preview once more and finish the message,
 * and short enough that the printed moment is that of the sending.
 */
export const signatureValidSeconds = 15 * 60;
/** How far a signature may lie in the future, because the clocks of two computers differ. */
export const clockSkewSeconds = 60;

export const uploadUrlSeconds = 300;
export const downloadUrlSeconds = 60;

/** A thread gets at most this many relays in this time, so that two programs answering each other are slowed down. */
export const relayBrake = { count: 10, seconds: 600 };
/**
 * Automatic relays of one thread per day. Programs that stay just below the brake would cause 1,440 a day forever, each
 * to up to fifty people. No conversation among people was seen with more than forty replies in a day. Beyond the limit,
 * relays wait until an Admin passes one on.
 */
export const relaysPerThreadDay = 100;

/**
 * Mails from unverified senders that the quarantine lists one by one, per conversation and hour. The others are kept
 * and share one line of the list. A person can read twenty; a hundred would bury the one that matters.
 */
export const quarantinedPerThreadHour = 20;
/**
 * Quarantined mail without a decision is discarded after this many days, unless the installation sets another number.
 * By then a month's invoice is paid or disputed.
 */
export const quarantineDays = 30;
/**
 * The excerpt of a quarantined mail in the list, in characters and in bytes of JSON: a page of a hundred stays below
 * half a megabyte.
 */
export const quarantineExcerpt = { length: 2_000, bytes: 4_000 };
/** A larger body of a quarantined mail goes to a file of its own, so that the list reads little. */
export const maxQuarantineInlineBytes = 4 * 1024;
/** The most quarantined mails that one request may discard. */
export const maxBulk = 100;

/**
 * The most that examining one incoming mail may cost, including messages inside it. A mail of 40 MB contains at most 29
 * MB of files, and its archives about a hundred entries. Using up the entries and bytes takes a second or two; the time
 * limit is for a slow machine, and the function has 60 s.
 */
export const lookLimits = {
  /** Files, messages, and lines in the directories of archives. */
  entries: 10_000,
  /** Bytes searched or unpacked. */
  bytes: 256 * 1024 * 1024,
  /** The part of `bytes` for entries that are unpacked whole; the rest is for the first bytes of the others. */
  wholeBytes: 96 * 1024 * 1024,
  milliseconds: 4_000,
};

/** How long send-email itself waits for its send slot; the flow waits for a slot further away. */
export const slotTimeoutMs = 4_000;
/**
 * How far ahead send slots are given out: about 8,000 mails at 14 per second. A message that gets none tries again
 * later.
 */
export const slotHorizonMs = 10 * 60_000;
/**
 * The send slots of one second are spread over this many seconds. Each mail may then be up to 50 ms late without any
 * second exceeding the rate at SES, which counts mails as they arrive.
 */
export const slotStretch = 1.05;
/**
 * The flow wakes this long before a send slot, and up to a second earlier still: files are read and the message is
 * assembled in that time.
 */
export const wakeBeforeSlotMs = 2_000;
/** The pre-send check and the claim start this long before the send slot, so that the POST is on time. */
export const claimBeforeSlotMs = 400;
/**
 * A send slot missed by more than the first value is exchanged for another, so that many delayed messages do not leave
 * at once. A message that already had another slot is allowed the second value, or it might never get through.
 */
export const slotMissedAfterMs = 500;
export const slotLostAfterMs = 5_000;

/** Rows of one CSV file, at about 400 bytes each. A report that is too large for a response is served as a download. */
export const maxReportRows = 5000;

/**
 * Times of the SES call. Nothing is posted on a claim older than the first. The client gives up well before the Lambda
 * times out, and the Lambda before the task of Step Functions.
 */
export const claimMaxAgeMs = 20_000;
export const sesTimeoutMs = 25_000;
export const sendEmailLambdaSeconds = 60;
export const sendEmailTaskSeconds = 75;

/**
 * When a claim is this old, no process that holds it can still be posting: claim age 20 s + connection 5 s + call 25 s
 * + 10 s of margin.
 */
export const claimDeadAfterMs = 60_000;

/** Only certain fields of a bounce report, complaint or read receipt are kept; those of twenty people fit. */
export const maxReportTextLength = 2_000;
/**
 * Reports about one of our emails that are recorded in its thread. Any recipient can write any number of reports;
 * beyond this number they are only counted.
 */
export const mostReportsPerEmail = 5;

/**
 * Former names and addresses kept per person in the directory; more would come from an import that alternates between
 * values.
 */
export const maxFormerEntries = 20;

/** A table item holds 400 kB; larger bodies than this go to S3. */
export const maxInlineBodyBytes = 64 * 1024;
/**
 * The other unbounded parts of an incoming email's item, in bytes of JSON: To and Cc each, and the list of files. The
 * original has the rest.
 */
export const maxKeptBoxBytes = 40_000;
export const maxKeptFileBytes = 120_000;

/**
 * The largest response body, in bytes. Lambda returns at most 6 MB and API Gateway turns more into a bare 500; a phone
 * on a building site needs ten seconds for a megabyte; and a page that polls asks again and again.
 */
export const maxAnswerBytes = 1_000_000;
/** All items of one page, as JSON; the rest of the response is for what accompanies them. */
export const maxPageBytes = 900_000;
/** The text shown of one email in a thread, in bytes of UTF-8; the rest is one request away. */
export const maxShownTextBytes = 16_000;
export const maxShownSignatureBytes = 4_000;
/** A reply may name a hundred people in each header and contain two hundred files; the original has them all. */
export const maxShownPeople = 50;
export const maxShownFiles = 100;
/**
 * The longest time a response about a conversation may be stale, whatever died before viewers were notified: less than
 * five minutes, with one minute for clock differences and the request itself.
 */
export const revisionSeconds = 4 * 60;
/** The newest attempts shown per person, in bytes of JSON: those of 51 people then stay below half a megabyte. */
export const maxShownAttemptBytes = 8_000;

/**
 * Characters kept of the words by which a search finds one email: about two thousand different words, which is ten
 * pages or more. Ordinary mails have a hundred.
 */
export const maxSearchEntryLength = 16 * 1024;
/**
 * Characters kept of a conversation's words, which every search of the project reads: about twelve thousand different
 * words, more than five hundred ordinary mails have. A conversation with more is examined by every search.
 */
export const maxSearchWordsLength = 100 * 1024;
/** A list stops searching after this time, and returns what it has and a cursor. API Gateway waits for 29 s. */
export const listTimeoutMs = 3_000;
/**
 * Conversations that one search examines. Without a limit, a word that occurs only where the caller may not see it
 * would cost a read of every conversation that contains it.
 */
export const maxLookedInto = 500;
/** A logo is decoded to four bytes per pixel, held about three times at once: 50 MB of the API's 1 GB. */
export const maxLogoPixels = 4_000_000;
/** Each scan of a progressive JPEG processes all of its pixels; programs write about ten. */
export const maxJpegScans = 32;
/** Characters of a logo's data: URL, which is 150 kB of bytes. It is part of the project's item, which holds 400 kB. */
export const maxLogoLength = 200_000;
/** The logo's place on the page is 260 by 52 CSS pixels; four pixels for each give 384 dots per inch in print. */
export const storedLogo = { width: 1040, height: 208 };

/**
 * Combining marks on one printed letter. Hebrew with points and accents has four; accents that stack above a letter are
 * limited further, because Vietnamese has two.
 */
export const mostMarks = 4;
export const mostAccents = 2;

/**
 * The allowance for announcing uploads, which refills with time. A person's covers 360 small files, or a hundred of 28
 * MB, at once, and is full again after an hour; a project's is three times as large. An email carries at most 14 files.
 */
export const uploadAllowance = { burstMs: 3_600_000, eachMs: 10_000, megabyteMs: 900, projectTimes: 3 };
/** An upload's item is kept for eight days, so that it expires after its file, which is kept for seven. */
export const uploadKeptMs = 8 * 86_400_000;

/** The most field errors that a problem holds. An invoice that disagrees may have more (invoice-checks.ts). */
export const maxFieldErrors = 50;
