/** Every limit in one place, with its reason. */

/**
 * API Gateway takes 10 MB; these are ours. An invoice of 20,000 lines does not come in a body but as an upload. Bytes
 * of UTF-8.
 */
export const maxBodyBytes = 256 * 1024;
export const maxImportBytes = 5 * 1024 * 1024;
export const maxJsonDepth = 64;

/** SES takes 40 MB after base64 (https://docs.aws.amazon.com/ses/latest/dg/quotas.html). */
export const maxMessageBytes = 40 * 1000 * 1000;
/**
 * Attachments and document together: base64 with its line ends makes 38.9 MB of them, and the longest text, twice and in a
 * script of three bytes a letter, takes less than the megabyte that is left.
 */
export const maxMailedFilesBytes = 28_400_000;
/** A document that is not there yet is guessed: fonts, and more than any line took when it was measured. */
export const guessedDocumentBytes = (lines: number): number => 80_000 + 500 * lines;
export const maxAttachmentsBytes = 28 * 1000 * 1000;
export const maxAttachmentCount = 14;
export const maxFileNameLength = 255;

/** Of one invoice; its PDF has some 700 pages. */
export const maxInvoiceLines = 20_000;
export const maxRecipients = 50;
export const maxSubjectLength = 255;
export const maxReasonLength = 500;
export const maxMessageLength = 50_000;
export const maxIdempotencyKeyLength = 255;

/**
 * Mails (one recipient's message each) that a project and a user may cause; settings of the installation, these unless set.
 * A month's end of a large project is some forty invoices to fifteen people and the answers to them: some 1,000 mails in a
 * day, most of them in its last hours. Two and a half times that is 5 % of the 50,000 that an account of SES may usually send,
 * so no project and no stolen token takes the others' mail away. A user may work for several projects, and gets no more.
 */
export const mailsPerProject = { hour: 1_200, day: 2_500 };
/**
 * The part of a project's budget that relays may use without anybody's request. One participant of a conversation of fifty
 * could otherwise use a day's budget up with fifty replies, and no invoice of the project would leave any more.
 */
export const relayShare = 0.8;
export const mailsPerUser = { hour: 1_000, day: 2_500 };
/** Mails that tell of trouble with deliveries. Each is for a person: beyond some hundreds a day the report says it better. */
export const noticesPerProjectDay = 300;
/** One email goes to 50 people and its sender: with less no email of that size could ever be sent. */
export const leastMailBudget = 51;
/** One counter holds an hour's requests, at 20 bytes each: an item of the table holds 400 kB. */
export const mostMailsPerHour = 10_000;

/**
 * What a user may ask of the expensive routes: an allowance that fills up with `perSecond` units to `burst`; each route says
 * what it costs (Route.costs). Somebody who types into the search box asks four times a second at most, and for seconds; the
 * page's own polls cost at most one unit in five seconds. 2,000 searches an hour are not a person's. Sends cost nothing
 * here: a month's end may bring 200 of them in a second, and the mail budgets limit those.
 */
export const callAllowance = { burst: 120, perSecond: 2 };

export const uploadUrlSeconds = 300;
export const downloadUrlSeconds = 60;

/** Relays of one thread: at most this many in this time, against robots answering robots. */
export const relayBrake = { count: 10, seconds: 600 };
/**
 * And in a day, by themselves. Robots that keep below the brake would make 1,440 a day, each to up to fifty people, for
 * ever. No conversation of people was seen with more than forty replies in a day. From there on its relays wait until an
 * Admin passes one on.
 */
export const relaysPerThreadDay = 100;

/**
 * Mail of unproven senders that one conversation's quarantine lists for each hour; what comes beyond is kept, and is one line
 * in the list. A person reads twenty; a hundred would bury the one that matters.
 */
export const quarantinedPerThreadHour = 20;
/** Nobody decided for so long, unless the installation says otherwise: discarded. A month's invoice is paid or disputed by then. */
export const quarantineDays = 30;
/** Of a held mail's words in the list, as characters and as bytes of JSON: a page of a hundred stays below half a megabyte. */
export const quarantineExcerpt = { length: 2_000, bytes: 4_000 };
/** A held mail's larger body lies in a file of its own, so that the list reads little. */
export const maxQuarantineInlineBytes = 4 * 1024;
/** What is decided about at once. */
export const maxBulk = 100;

/**
 * What looking into one incoming mail may come to, its messages in messages included. A mail of 40 MB holds at most 29 MB of
 * files, and its archives some hundred entries; this much takes a second or two, and the function has 60.
 */
export const lookLimits = {
  /** Files, messages, and lines in the directories of archives. */
  entries: 10_000,
  /** Searched or unpacked. */
  bytes: 256 * 1024 * 1024,
  /** The part of them that may go to entries unpacked whole; the rest is for the first bytes of the others. */
  wholeBytes: 96 * 1024 * 1024,
  milliseconds: 4_000,
};

/** How long send-email itself waits for its turn; a turn that is further away the flow waits for. */
export const slotTimeoutMs = 4_000;
/** How far away turns are given out: some 8,000 mails at 14/s. Whoever gets none comes back later. */
export const slotHorizonMs = 10 * 60_000;
/**
 * The turns of one second last so many seconds: mails may be late, each by up to 50 ms, and still no second has more than
 * the rate at SES, which counts what comes in.
 */
export const slotStretch = 1.05;
/** The flow wakes so long before a turn, and up to a second earlier: files are read and the message is made meanwhile. */
export const wakeBeforeSlotMs = 2_000;
/** Gate and claim begin so long before the turn, for the POST to be on time. */
export const claimBeforeSlotMs = 400;
/**
 * A turn missed by more than the first is given up for another, so that many who were held up together do not leave
 * together. Whoever misses again bears more, or would never get through.
 */
export const slotMissedAfterMs = 500;
export const slotLostAfterMs = 5_000;

/** Rows of one CSV file, at some 400 bytes each: what is larger than an answer may be is a file of its own. */
export const maxReportRows = 5000;

/** The SES call: nothing is posted on an older claim; the client gives up well before the Lambda, the Lambda before the task. */
export const claimMaxAgeMs = 20_000;
export const sesTimeoutMs = 25_000;
export const sendEmailLambdaSeconds = 60;
export const sendEmailTaskSeconds = 75;

/** No process that holds the claim can still be posting: claim age 20 s + connection 5 s + call 25 s + 10 s of margin. */
export const claimDeadAfterMs = 60_000;

/** Of a bounce, a complaint or a receipt only fields are kept: room for those of twenty people. */
export const maxReportTextLength = 2_000;
/** Notes of reports about one email of ours; whoever got it can write any number of them. Beyond these they are counted. */
export const mostReportsPerEmail = 5;

/** Earlier names and addresses of a person in the directory: more of them would be an import that cannot make up its mind. */
export const maxFormerEntries = 20;

/** An item of the table holds 400 kB; bodies above this go to S3. */
export const maxInlineBodyBytes = 64 * 1024;
/** Of what else is of any length in a received mail's item, as bytes of JSON: To and Cc each, and its files. The original has the rest. */
export const maxKeptBoxBytes = 40_000;
export const maxKeptFileBytes = 120_000;

/**
 * No answer of ours is larger. Lambda hands over 6 MB at most and API Gateway turns more into a bare 500, a phone on a
 * building site needs ten seconds for a megabyte, and a page that polls asks again and again. Bytes of the body.
 */
export const maxAnswerBytes = 1_000_000;
/** The items of one page together, as JSON: the rest of the answer is for what stands beside them. */
export const maxPageBytes = 900_000;
/** Of one email in a thread; the rest is one request away. Bytes of UTF-8. */
export const maxShownTextBytes = 16_000;
export const maxShownSignatureBytes = 4_000;
/** A reply may name a hundred people in each header, and carry two hundred files; the original has them all. */
export const maxShownPeople = 50;
export const maxShownFiles = 100;
/**
 * How long an answer about a conversation may be out of date at most, whatever died before it told the readers: less than
 * five minutes, with one for clocks that differ and for the request itself.
 */
export const revisionSeconds = 4 * 60;
/** Of one person's attempts, the newest: 51 people have half a megabyte of them. Bytes of JSON. */
export const maxShownAttemptBytes = 8_000;

/**
 * The words of one email that a search finds it by: some two thousand different ones, which is ten
 * pages and more. Ordinary mails have a hundred.
 */
export const maxSearchEntryLength = 16 * 1024;
/**
 * Of a conversation, since every search of the project reads them: some twelve thousand different words, which five hundred
 * ordinary mails do not reach. One with more is looked into by every search.
 */
export const maxSearchWordsLength = 100 * 1024;
/** A list stops looking after this time, and answers with what it has and a cursor. API Gateway waits for 29 s. */
export const listTimeoutMs = 3_000;
/** Conversations that one search looks into: a word that stands in what the caller may not see must not cost without end. */
export const maxLookedInto = 500;
/** A logo is decoded to four bytes a pixel, some three times over: 50 MB of the API's 1 GB. */
export const maxLogoPixels = 4_000_000;
/** Each scan of a progressive JPEG goes through all of its pixels; programs write some ten. */
export const maxJpegScans = 32;
/** Characters of a logo's data: URL, some 150 kB of bytes: it stands in the project's item, and one holds 400 kB. */
export const maxLogoLength = 200_000;
/** The logo's place on the page is 260 by 52 CSS pixels; four for each are 384 dots an inch in print. */
export const storedLogo = { width: 1040, height: 208 };

/** Marks on one letter as it is printed: Hebrew with points and accents has four. Of accents that stack, Vietnamese has two. */
export const mostMarks = 4;
export const mostAccents = 2;

/**
 * Files that may be announced, as an allowance that fills up with time: a person's takes 360 small files, or a hundred of 28 MB,
 * at once, and is full again after an hour. A project's takes three times as many. An invoice carries 14.
 */
export const uploadAllowance = { burstMs: 3_600_000, eachMs: 10_000, megabyteMs: 900, projectTimes: 3 };
/** An announcement is forgotten after its file, which stays for a week. */
export const uploadKeptMs = 8 * 86_400_000;
