-- A recall withholds what rests on it from every version sent out before, whatever the clock
-- said then and says now: the mark stands where the words stand.
ALTER TABLE report_version_paragraph ADD COLUMN withheld BIGINT NOT NULL DEFAULT 0;
UPDATE report_version_paragraph SET withheld = 1 WHERE EXISTS (
    SELECT 1 FROM report_version w, paragraph_source s, release r
    WHERE w.id = report_version_paragraph.version AND s.paragraph = report_version_paragraph.paragraph
    AND r.id = s.release AND r.recalled >= w.at);
