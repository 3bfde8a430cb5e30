/* command.h: the commands of the program (command.def), their settings and messages. A
 * command returns its exit code: 0 done, 1 failed, 2 used wrongly. It prints results to
 * stdout, problems to stderr as "isthmus NAME: …". */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H
#include "store/db.h"
#include "web/site.h"

/* Settings: command line over environment (ISTHMUS_…) over file (isthmus.conf in the data
 * folder); see docs/operator.md. */
struct settings {
    const char *data;     /* folder: --data, ISTHMUS_DATA, ./isthmus-data */
    const char *database; /* --database: path or postgresql://…; default data/isthmus.db */
    const char *address;  /* ISTHMUS_ADDRESS: 127.0.0.1 */
    const char *port;     /* --port, PORT: 8080 */
    const char *base_url; /* ISTHMUS_URL: https://… as the world sees this server */
    const char *proxy;    /* ISTHMUS_PROXY: address of the reverse proxy to believe */
    const char *deadline; /* ISTHMUS_DEADLINE: seconds in which a request must have arrived: 180 */
    const char *smtp;     /* ISTHMUS_SMTP: smtp://host:port or smtps://…; none: mails wait in the outbox */
    const char *smtp_user, *smtp_password, *mail_from;
    const char *tsa;      /* ISTHMUS_TSA: address of an RFC 3161 time stamp authority */
    const char *smtp_ca;  /* ISTHMUS_SMTP_CA: certificates to trust for it instead of the machine's */
};
struct arguments {
    struct arena *arena;
    struct settings *settings;
    int n;                /* words after the command's name, options of settings removed */
    char **word;
};
struct command {
    const char *name, *synopsis, *summary, *help;
    int (*run)(struct arguments *);
};
extern const struct command commands[];
extern const size_t n_commands;

/* The value of --NAME VALUE or --NAME=VALUE, removed from the words; NULL when absent. */
const char *option(struct arguments *, const char *name);
bool flag(struct arguments *, const char *name);
/* Prints "isthmus NAME: …" and returns 1. */
int complain(const char *name, const char *format, ...) PRINTF(2, 3);
/* Wrong use: prints the synopsis and returns 2. */
int misused(const char *name);
/* Opens the database, and with upgrade brings it to this program's version; complains and
 * returns NULL when it cannot. */
struct db *open_database(struct arguments *, const char *name, enum db_mode, bool upgrade);
/* The keys and files of the release log in the data folder; open_database does it as well. */
bool open_log(struct arguments *, const char *name);
/* The same, made if it is not there, upgraded, with the reference data: init, serve, demo. */
struct db *prepare_database(struct arguments *, const char *name);
/* An act of the operator at the console, in a transaction; commit tells of failures. */
void console_act(struct act *, struct arguments *, struct db *);
bool console_begin(struct act *, const char *name);
int console_commit(struct act *, const char *name);
/* The id of a person by mail address; complains when there is none. */
const char *console_person(struct act *, const char *name, const char *mail);
#endif
