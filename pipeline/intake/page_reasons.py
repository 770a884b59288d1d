"""Why a page of a web archive is passed over."""

OTHER_LANGUAGE = "other_language"
OFF_TOPIC = "off_topic"  # by its words
OFF_TOPIC_TEXT = "off_topic_text"  # by the screen on its plain text
