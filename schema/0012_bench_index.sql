-- One question of one section side by side: from the releases of the section to their answers.
CREATE INDEX released_answer_of_release ON released_answer(release, item);
