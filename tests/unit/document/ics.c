/* iCalendar: out is in again; the examples of RFC 5545; what is broken is told, not lost. */
#include "unit.h"
#include "base/hash.h"
#include "base/lang.h"
#include "base/text.h"
#include "document/ics.h"

static struct incoming *read_text(const char *s, const char *today) { return ics_read(m, s, strlen(s), today); }
static bool told(const struct incoming *in, const char *words) {
    for (size_t i = 0; i < in->n_notes; i++)
        if (strstr(in->note[i].words, words)) return true;
    return false;
}
/* A calendar of one VEVENT of these lines. */
static struct incoming *one(const char *lines, const char *today) {
    return read_text(arena_printf(m, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\n%sEND:VEVENT\r\nEND:VCALENDAR\r\n", lines), today);
}

static const struct event samples[] = {
    {.id = "aaaaaaaaaaaaaaaa", .forum = "gfmd", .forum_name = "GFMD", .title = "Summit; with, signs\\ and a very long title that has to be folded because it is longer than seventy-five octets",
     .starts = "2020-01-20", .ends = "2020-01-24", .begins = "", .finishes = "", .zone = "", .mode = "place", .city = "Quito", .iso3 = "ECU", .address = "https://example.org/a?b=c",
     .status = "confirmed", .objectives = "2 5 23", .formerly = "2019-11-19/2019-11-22", .note = "One; two, three", .source = "a.org; b.org", .uid = "", .changed = "2026-03-01T10:11:12Z", .sequence = 3},
    {.id = "bbbbbbbbbbbbbbbb", .forum = "rcm", .forum_name = "RCM+SACM", .title = "اجتماع كبار المسؤولين حول الهجرة والتنمية في المنطقة العربية وأفريقيا وآسيا والمحيط الهادئ",
     .starts = "2027-03-28", .ends = "2027-03-29", .begins = "09:30", .finishes = "17:00", .zone = "Europe/Zurich", .mode = "both", .city = "Genève", .iso3 = "CHE",
     .address = "https://meet.example.org/x", .status = "provisional", .objectives = "", .formerly = "", .note = "", .source = "letter", .uid = "77@elsewhere", .changed = "2026-03-01T10:11:12Z", .sequence = 0},
    {.id = "cccccccccccccccc", .forum = "", .forum_name = "UN", .title = "Online", .starts = "2028-02-29", .ends = "2028-02-29", .begins = "23:00", .finishes = "23:30", .zone = "Asia/Kathmandu",
     .mode = "online", .city = "", .iso3 = "", .address = "", .status = "cancelled", .objectives = "", .formerly = "", .note = "", .source = "", .uid = "", .changed = "2026-03-01T10:11:12Z", .sequence = 9}};

static void what_goes_out_comes_in_identical(void **s) {
    struct buf *b = ics_write(m, &(struct ics_about){"All, of them", "https://h.example/feeds/all.ics", "https://h.example", "en"}, samples, COUNT(samples));
    struct incoming *in = ics_read(m, b->data, b->size, "2026-01-01");
    assert_int_equal(in->n_notes, 0);
    assert_int_equal(in->n, COUNT(samples));
    assert_string_equal(in->name, "All, of them");
    for (size_t i = 0; i < in->n; i++) {
        const struct event *o = &samples[i];
        const struct incoming_event *e = &in->event[i];
        assert_string_equal(e->uid, ics_uid(m, o));
        const char *const pairs[][2] = {{e->title, o->title}, {e->starts, o->starts}, {e->ends, o->ends}, {e->begins, o->begins}, {e->finishes, o->finishes}, {e->zone, o->zone},
            {e->mode, o->mode}, {e->city, o->city}, {e->iso3, o->iso3}, {e->address, o->address}, {e->status, o->status}, {e->objectives, o->objectives},
            {e->formerly, o->formerly}, {e->note, o->note}, {e->source, o->source}, {e->forum, o->forum_name}, {e->changed, o->changed}};
        for (size_t k = 0; k < COUNT(pairs); k++) assert_string_equal(pairs[k][0], pairs[k][1]);
        assert_int_equal(e->sequence, o->sequence);
    }
    assert_non_null(strstr(b->data, "DTEND;VALUE=DATE:20200125")); /* the end is not part of it */
    assert_non_null(strstr(b->data, "BEGIN:VTIMEZONE"));
    assert_non_null(strstr(b->data, "STATUS:TENTATIVE"));
    assert_non_null(strstr(b->data, "REFRESH-INTERVAL;VALUE=DURATION:PT12H"));
    assert_non_null(strstr(b->data, "\r\nNAME:All\\, of them\r\n"));
    assert_non_null(strstr(b->data, "CONFERENCE;VALUE=URI:https://meet.example.org/x"));
    for (const char *line = b->data; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
        assert_true(strcspn(line, "\r\n") <= 75);
        assert_true(text_valid(line, strcspn(line, "\r\n"))); /* folded between characters */
    }
    struct buf *again = ics_write(m, &(struct ics_about){"All, of them", "https://h.example/feeds/all.ics", "https://h.example", "en"}, samples, COUNT(samples));
    assert_string_equal(again->data, b->data); /* the same bytes, so that an ETag holds */
}

#define NY "DTSTART;TZID=America/New_York:"
/* RFC 5545, 3.8.5.3: each rule with the days that the text lists after it, as far as five years reach. */
static const struct { const char *start, *rule, *days; size_t n; } repeated[] = {
    {NY "19970902T090000", "RRULE:FREQ=DAILY;COUNT=10", "1997-09-02 1997-09-03 1997-09-04 1997-09-05 1997-09-06 1997-09-07 1997-09-08 1997-09-09 1997-09-10 1997-09-11", 10},
    {NY "19970902T090000", "RRULE:FREQ=DAILY;UNTIL=19971224T000000Z", "1997-09-02 1997-09-03", 113},
    {NY "19970902T090000", "RRULE:FREQ=DAILY;INTERVAL=2", "1997-09-02 1997-09-04 1997-09-06 1997-09-08", 200},
    {NY "19970902T090000", "RRULE:FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12", 5},
    {NY "19980101T090000", "RRULE:FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA", "1998-01-01 1998-01-02", 93},
    {NY "19980101T090000", "RRULE:FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1", "1998-01-01 1998-01-02", 93},
    {NY "19970902T090000", "RRULE:FREQ=WEEKLY;COUNT=10", "1997-09-02 1997-09-09 1997-09-16 1997-09-23 1997-09-30 1997-10-07 1997-10-14 1997-10-21 1997-10-28 1997-11-04", 10},
    {NY "19970902T090000", "RRULE:FREQ=WEEKLY;UNTIL=19971224T000000Z", "1997-09-02 1997-09-09", 17},
    {NY "19970902T090000", "RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=SU", "1997-09-02 1997-09-16 1997-09-30 1997-10-14 1997-10-28 1997-11-11 1997-11-25 1997-12-09 1997-12-23 1998-01-06 1998-01-20 1998-02-03", 0},
    {NY "19970902T090000", "RRULE:FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", "1997-09-02 1997-09-04 1997-09-09 1997-09-11 1997-09-16 1997-09-18 1997-09-23 1997-09-25 1997-09-30 1997-10-02", 10},
    {NY "19970902T090000", "RRULE:FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", "1997-09-02 1997-09-04 1997-09-09 1997-09-11 1997-09-16 1997-09-18 1997-09-23 1997-09-25 1997-09-30 1997-10-02", 10},
    {NY "19970901T090000", "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR", "1997-09-01 1997-09-03 1997-09-05 1997-09-15 1997-09-17 1997-09-19 1997-09-29 1997-10-01 1997-10-03 1997-10-13", 25},
    {NY "19970902T090000", "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "1997-09-02 1997-09-04 1997-09-16 1997-09-18 1997-09-30 1997-10-02 1997-10-14 1997-10-16", 8},
    {NY "19970905T090000", "RRULE:FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "1997-09-05 1997-10-03 1997-11-07 1997-12-05 1998-01-02 1998-02-06 1998-03-06 1998-04-03 1998-05-01 1998-06-05", 10},
    {NY "19970905T090000", "RRULE:FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", "1997-09-05 1997-10-03 1997-11-07 1997-12-05", 4},
    {NY "19970907T090000", "RRULE:FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", "1997-09-07 1997-09-28 1997-11-02 1997-11-30 1998-01-04 1998-01-25 1998-03-01 1998-03-29 1998-05-03 1998-05-31", 10},
    {NY "19970922T090000", "RRULE:FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "1997-09-22 1997-10-20 1997-11-17 1997-12-22 1998-01-19 1998-02-16", 6},
    {NY "19970928T090000", "RRULE:FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28 1997-10-29 1997-11-28 1997-12-29 1998-01-29 1998-02-26", 0},
    {NY "19970902T090000", "RRULE:FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", "1997-09-02 1997-09-15 1997-10-02 1997-10-15 1997-11-02 1997-11-15 1997-12-02 1997-12-15 1998-01-02 1998-01-15", 10},
    {NY "19970930T090000", "RRULE:FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", "1997-09-30 1997-10-01 1997-10-31 1997-11-01 1997-11-30 1997-12-01 1997-12-31 1998-01-01 1998-01-31 1998-02-01", 10},
    {NY "19970910T090000", "RRULE:FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15", "1997-09-10 1997-09-11 1997-09-12 1997-09-13 1997-09-14 1997-09-15 1999-03-10 1999-03-11 1999-03-12 1999-03-13", 10},
    {NY "19970902T090000", "RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", "1997-09-02 1997-09-09 1997-09-16 1997-09-23 1997-09-30 1997-11-04 1997-11-11 1997-11-18 1997-11-25 1998-01-06", 0},
    {NY "19970610T090000", "RRULE:FREQ=YEARLY;COUNT=10;BYMONTH=6,7", "1997-06-10 1997-07-10 1998-06-10 1998-07-10 1999-06-10 1999-07-10 2000-06-10 2000-07-10 2001-06-10 2001-07-10", 10},
    {NY "19970310T090000", "RRULE:FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3", "1997-03-10 1999-01-10 1999-02-10 1999-03-10 2001-01-10 2001-02-10 2001-03-10", 0},
    {NY "19970101T090000", "RRULE:FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", "1997-01-01 1997-04-10 1997-07-19 2000-01-01 2000-04-09 2000-07-18", 0},
    {NY "19970519T090000", "RRULE:FREQ=YEARLY;BYDAY=20MO", "1997-05-19 1998-05-18 1999-05-17", 0},
    {NY "19970512T090000", "RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12 1998-05-11 1999-05-17", 0},
    {NY "19970313T090000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "1997-03-13 1997-03-20 1997-03-27 1998-03-05 1998-03-12 1998-03-19 1998-03-26 1999-03-04", 0},
    {NY "19970605T090000", "RRULE:FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8", "1997-06-05 1997-06-12 1997-06-19 1997-06-26 1997-07-03 1997-07-10 1997-07-17 1997-07-24 1997-07-31 1997-08-07", 0},
    {NY "19970902T090000", "EXDATE;TZID=America/New_York:19970902T090000\r\nRRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1998-02-13 1998-03-13 1998-11-13 1999-08-13 2000-10-13", 0},
    {NY "19970913T090000", "RRULE:FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", "1997-09-13 1997-10-11 1997-11-08 1997-12-13 1998-01-10 1998-02-07 1998-03-07 1998-04-11 1998-05-09 1998-06-13", 0},
    {NY "19961105T090000", "RRULE:FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05 2000-11-07", 2},
    {NY "19970904T090000", "RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04 1997-10-07 1997-11-06", 3},
    {NY "19970929T090000", "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "1997-09-29 1997-10-30 1997-11-27 1997-12-30 1998-01-29 1998-02-26 1998-03-30", 0},
    {NY "19970902T090000", "RRULE:FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z", "1997-09-02", 1}, /* the calendar keeps days */
    {NY "19970902T090000", "RRULE:FREQ=MINUTELY;INTERVAL=15;COUNT=6", "1997-09-02", 1},
    {NY "19970902T090000", "RRULE:FREQ=MINUTELY;INTERVAL=90;COUNT=4", "1997-09-02", 1},
    {NY "19970902T090000", "RRULE:FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40", "1997-09-02 1997-09-03 1997-09-04", 200},
    {NY "19970805T090000", "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05 1997-08-10 1997-08-19 1997-08-24", 4},
    {NY "19970805T090000", "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05 1997-08-17 1997-08-19 1997-08-31", 4},
    {NY "19971105T090000", "RDATE;TZID=America/New_York:19971111T090000,19971203T090000", "1997-11-05 1997-11-11 1997-12-03", 3},
};

static void repetitions_are_those_of_the_standard(void **s) {
    for (size_t i = 0; i < COUNT(repeated); i++) {
        struct incoming *in = one(arena_printf(m, "UID:r@x\r\nDTSTAMP:19970101T000000Z\r\n%s\r\n%s\r\nSUMMARY:R\r\n", repeated[i].start, repeated[i].rule), "1997-09-02");
        char **day = text_split(m, repeated[i].days, ' ');
        if (repeated[i].n && in->n != repeated[i].n) bug("%s: %zu days instead of %zu", repeated[i].rule, in->n, repeated[i].n);
        for (size_t k = 0; day[k]; k++)
            if (k >= in->n || !same(in->event[k].starts, day[k])) bug("%s: day %zu is %s, not %s", repeated[i].rule, k, k < in->n ? in->event[k].starts : "missing", day[k]);
        assert_string_equal(in->event[0].uid, arena_printf(m, "r@x#%s", in->event[0].starts));
    }
    struct incoming *in = read_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:i@x\nDTSTART:20070115T090000Z\nRRULE:FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5\nSUMMARY:An invalid date is ignored\nEND:VEVENT\nEND:VCALENDAR\n", "2007-01-01");
    assert_int_equal(in->n, 5);
    assert_string_equal(in->event[2].starts, "2007-02-15");
    assert_string_equal(in->event[3].starts, "2007-03-15");
}

/* Whole entries of RFC 5545, 3.6.1, 3.8.2.2 and 4. */
static void entries_of_the_standard_are_read(void **s) {
    static const char review[] = "UID:19970901T130000Z-123401@example.com\r\nDTSTAMP:19970901T130000Z\r\nDTSTART:19970903T163000Z\r\nDTEND:19970903T190000Z\r\nSUMMARY:Annual Employee Review\r\nCLASS:PRIVATE\r\nCATEGORIES:BUSINESS,HUMAN RESOURCES\r\n";
    static const char laurel[] = "UID:19970901T130000Z-123402@example.com\r\nDTSTAMP:19970901T130000Z\r\nDTSTART:19970401T163000Z\r\nDTEND:19970402T010000Z\r\nSUMMARY:Laurel is in sensitivity awareness class.\r\nCLASS:PUBLIC\r\nCATEGORIES:BUSINESS,HUMAN RESOURCES\r\nTRANSP:TRANSPARENT\r\n";
    static const char anniversary[] = "UID:19970901T130000Z-123403@example.com\r\nDTSTAMP:19970901T130000Z\r\nDTSTART;VALUE=DATE:19971102\r\nSUMMARY:Our Blissful Anniversary\r\nTRANSP:TRANSPARENT\r\nCLASS:CONFIDENTIAL\r\nCATEGORIES:ANNIVERSARY,PERSONAL,SPECIAL OCCASION\r\nRRULE:FREQ=YEARLY\r\n";
    static const char festival[] = "UID:20070423T123432Z-541111@example.com\r\nDTSTAMP:20070423T123432Z\r\nDTSTART;VALUE=DATE:20070628\r\nDTEND;VALUE=DATE:20070709\r\nSUMMARY:Festival International de Jazz de Montreal\r\nTRANSP:TRANSPARENT\r\n";
    struct incoming *in = one(review, "1997-09-01");
    assert_string_equal(in->event[0].starts, "1997-09-03");
    assert_string_equal(in->event[0].begins, "16:30");
    assert_string_equal(in->event[0].finishes, "19:00");
    assert_string_equal(in->event[0].zone, "UTC");
    in = one(laurel, "1997-09-01");
    assert_string_equal(in->event[0].ends, "1997-04-02");
    in = one(anniversary, "1997-09-01");
    assert_true(in->n >= 5 && told(in, "without end"));
    assert_string_equal(in->event[1].starts, "1998-11-02");
    in = one(festival, "2007-04-23");
    assert_string_equal(in->event[0].starts, "2007-06-28");
    assert_string_equal(in->event[0].ends, "2007-07-08"); /* the ninth is not part of it */
    static const char interop[] = "BEGIN:VCALENDAR\r\nPRODID:-//xyz Corp//NONSGML PDA Calendar Version 1.0//EN\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTAMP:19960704T120000Z\r\nUID:uid1@example.com\r\nORGANIZER:mailto:jsmith@example.com\r\n"
        "DTSTART:19960918T143000Z\r\nDTEND:19960920T220000Z\r\nSTATUS:CONFIRMED\r\nCATEGORIES:CONFERENCE\r\nSUMMARY:Networld+Interop Conference\r\nDESCRIPTION:Networld+Interop Conference\r\n  and Exhibit\\nAtlanta World Congress Center\\n\r\n Atlanta\\, Georgia\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    in = read_text(interop, "1996-07-04");
    assert_int_equal(in->n, 1);
    assert_string_equal(in->event[0].ends, "1996-09-20");
    assert_string_equal(in->event[0].note, "Networld+Interop Conference and Exhibit Atlanta World Congress Center Atlanta, Georgia");
    static const char meeting[] = "BEGIN:VCALENDAR\r\nPRODID:-//RDU Software//NONSGML HandCal//EN\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\nTZID:America/New_York\r\nBEGIN:STANDARD\r\nDTSTART:19981025T020000\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nTZNAME:EST\r\nEND:STANDARD\r\n"
        "BEGIN:DAYLIGHT\r\nDTSTART:19990404T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\nTZNAME:EDT\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nDTSTAMP:19980309T231000Z\r\nUID:guid-1.example.com\r\nORGANIZER:mailto:mrbig@example.com\r\n"
        "ATTENDEE;RSVP=TRUE;ROLE=REQ-PARTICIPANT;CUTYPE=GROUP:\r\n mailto:employee-A@example.com\r\nDESCRIPTION:Project XYZ Review Meeting\r\nCATEGORIES:MEETING\r\nCLASS:PUBLIC\r\nCREATED:19980309T130000Z\r\nSUMMARY:XYZ Project Review\r\n"
        "DTSTART;TZID=America/New_York:19980312T083000\r\nDTEND;TZID=America/New_York:19980312T093000\r\nLOCATION:1CP Conference Room 4350\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    in = read_text(meeting, "1998-03-09");
    assert_string_equal(in->event[0].zone, "America/New_York");
    assert_string_equal(in->event[0].begins, "08:30");
    assert_string_equal(in->event[0].city, "1CP Conference Room 4350");
    /* 3.8.4.4: one repetition is moved; 3.8.7.4 and 3.8.1.11: revisions and cancellation. */
    in = read_text("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:w@x\r\nRECURRENCE-ID;VALUE=DATE:19960401\r\nDTSTART;VALUE=DATE:19960404\r\nSUMMARY:Moved\r\nSEQUENCE:1\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:w@x\r\nDTSTART;VALUE=DATE:19960325\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:Weekly\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "1996-03-01");
    assert_int_equal(in->n, 3);
    assert_string_equal(in->event[1].uid, "w@x#1996-04-01");
    assert_string_equal(in->event[1].starts, "1996-04-04");
    in = one("UID:c@x\r\nDTSTART:19980312T133000Z\r\nDURATION:PT1H30M\r\nSTATUS:CANCELLED\r\nSEQUENCE:2\r\nSUMMARY:C\r\n", "1998-01-01");
    assert_string_equal(in->event[0].status, "cancelled");
    assert_string_equal(in->event[0].finishes, "15:00");
    in = one("UID:d@x\r\nDTSTART;VALUE=DATE:19980312\r\nDURATION:P2D\r\nSTATUS:TENTATIVE\r\nSUMMARY:D\r\n", "1998-01-01");
    assert_string_equal(in->event[0].ends, "1998-03-13");
    assert_string_equal(in->event[0].status, "provisional");
}

static void zones_of_other_programs_are_understood(void **s) {
    const struct { const char *start, *zone, *begins; } all[] = {{"DTSTART;TZID=W. Europe Standard Time:20260505T090000", "Europe/Berlin", "09:00"},
        {"DTSTART;TZID=/citadel.org/20210210_1/Europe/Zurich:20260505T090000", "Europe/Zurich", "09:00"}, {"DTSTART;TZID=Nowhere/Broken:20260505T090000", "", ""},
        {"DTSTART:20260505T090000", "", ""}, {"DTSTART:20260505T090000Z", "UTC", "09:00"}};
    for (size_t i = 0; i < COUNT(all); i++) {
        struct incoming *in = one(arena_printf(m, "UID:z@x\r\n%s\r\nSUMMARY:Z\r\n", all[i].start), "2026-01-01");
        assert_int_equal(in->n, 1);
        assert_string_equal(in->event[0].starts, "2026-05-05");
        assert_string_equal(in->event[0].zone, all[i].zone);
        assert_string_equal(in->event[0].begins, all[i].begins);
        assert_int_equal(in->n_notes, !*all[i].zone);
    }
    struct incoming *in = read_text("BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Office\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0530\r\nTZOFFSETTO:+0530\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        "BEGIN:VEVENT\r\nUID:o@x\r\nDTSTART;TZID=Office:20260505T030000\r\nDTEND;TZID=Office:20260505T040000\r\nSUMMARY:O\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "2026-01-01");
    assert_string_equal(in->event[0].starts, "2026-05-04");
    assert_string_equal(in->event[0].begins, "21:30");
    assert_string_equal(in->event[0].finishes, "22:30");
    assert_true(told(in, "worked out as UTC"));
}

static void what_is_broken_is_told_and_the_rest_is_taken(void **s) {
    struct incoming *in = read_text("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a@x\r\nDTSTART;VALUE=DATE:99990101\r\nSUMMARY:Far\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260101\r\nSUMMARY:Nameless\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:b@x\r\nSUMMARY:Dayless\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:c@x\r\nDTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20250101\r\nSUMMARY:Backwards\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:d@x\r\nDTSTART;VALUE=DATE:20260301\r\nSUMMARY:Old\r\nSEQUENCE:1\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:d@x\r\nDTSTART;VALUE=DATE:20260302\r\nSUMMARY:New\r\nSEQUENCE:2\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:e@x\r\nDTSTART;VALUE=DATE:20260301\r\nRRULE:FREQ=SECONDLY\r\nSUMMARY:Each second\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:f@x\r\nDTSTART;VALUE=DATE:20260301\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\nSUMMARY:Never\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "2026-01-01");
    assert_true(told(in, "1900 and 2200") && told(in, "no UID") && told(in, "no day") && told(in, "before it begins") && told(in, "same UID") && told(in, "within one day") && told(in, "cannot be read: only its first day"));
    assert_int_equal(in->n, 4);
    assert_string_equal(in->event[0].title, "Backwards");
    assert_string_equal(in->event[0].ends, "2026-01-01");
    assert_string_equal(in->event[1].title, "New");
    in = one("UID:g@x\r\nDTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=DAILY\r\nSUMMARY:Endless\r\n", "2026-01-01");
    assert_int_equal(in->n, 200);
    assert_true(told(in, "without end") && told(in, "200 times"));
}

static void what_is_no_calendar_is_refused(void **s) {
    static const char *const no[] = {"", "hello", "BEGIN:VCARD\r\nFN:x\r\nEND:VCARD\r\n", "{\"a\": 1}", "BEGIN:VCALENDAR", "\xff\xfe", "<html></html>"};
    for (size_t i = 0; i < COUNT(no); i++) {
        struct incoming *in = read_text(no[i], "2026-01-01");
        assert_int_equal(in->n, 0);
        assert_int_equal(in->n_notes, 1);
    }
    size_t n = 100 * 1024 * 1024;
    char *large = malloc(n);
    memset(large, 'x', n);
    struct incoming *in = ics_read(m, large, n, "2026-01-01");
    assert_true(in->unreadable && told(in, "5 MB"));
    char *deep = large;
    for (size_t i = 0; i < 100000; i++) memcpy(deep + i * 14, "BEGIN:VEVENT\r\n", 14);
    in = ics_read(m, deep, 100000 * 14, "2026-01-01");
    assert_true(in->unreadable && told(in, "too deep"));
    free(large);
}

int main(void) {
    hash_start();
    const struct CMUnitTest tests[] = {TEST(what_goes_out_comes_in_identical), TEST(repetitions_are_those_of_the_standard), TEST(entries_of_the_standard_are_read),
        TEST(zones_of_other_programs_are_understood), TEST(what_is_broken_is_told_and_the_rest_is_taken), TEST(what_is_no_calendar_is_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
