-- Consent is a release to more readers, so the releasing authority's alone: what another post
-- consented to before is asked anew before the report goes further.
DELETE FROM paragraph_consent WHERE reach <> 'refused'
    AND NOT EXISTS (SELECT 1 FROM mandate m WHERE m.id = paragraph_consent.mandate AND m.function = 'releaser');
