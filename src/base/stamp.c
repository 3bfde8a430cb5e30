#include "base/stamp.h"
#include <openssl/ts.h>
#include "base/merkle.h"

struct bytes stamp_question(struct arena *m, struct bytes what) {
    struct digest d = digest_of(what.data, what.size);
    TS_REQ *q = TS_REQ_new();
    TS_MSG_IMPRINT *i = TS_MSG_IMPRINT_new();
    X509_ALGOR *algorithm = X509_ALGOR_new();
    unsigned char *der = NULL;
    bool fine = q && i && algorithm && X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL) && TS_MSG_IMPRINT_set_algo(i, algorithm) &&
                TS_MSG_IMPRINT_set_msg(i, d.of, sizeof d.of) && TS_REQ_set_version(q, 1) && TS_REQ_set_msg_imprint(q, i) && TS_REQ_set_cert_req(q, 1);
    int n = fine ? i2d_TS_REQ(q, &der) : 0;
    if (n <= 0) bug("OpenSSL makes no question for a time stamp");
    struct bytes b = {arena_copy_n(m, der, (size_t)n), (size_t)n};
    OPENSSL_free(der);
    X509_ALGOR_free(algorithm);
    TS_MSG_IMPRINT_free(i);
    TS_REQ_free(q);
    return b;
}

bool stamp_fits(struct bytes answer, struct bytes what) {
    const unsigned char *p = answer.data;
    TS_RESP *r = d2i_TS_RESP(NULL, &p, (long)answer.size);
    TS_TST_INFO *t = r ? TS_RESP_get_tst_info(r) : NULL;
    ASN1_OCTET_STRING *said = t ? TS_MSG_IMPRINT_get_msg(TS_TST_INFO_get_msg_imprint(t)) : NULL;
    struct digest d = digest_of(what.data, what.size);
    bool fits = said && ASN1_STRING_length(said) == (int)sizeof d.of && !memcmp(ASN1_STRING_get0_data(said), d.of, sizeof d.of);
    TS_RESP_free(r);
    return fits;
}
