/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/help-topic.h"

#include "domain/error.h"

static TrancheHelpTopic *
read_page (const char *text, GError **error)
{
  g_autoptr (GBytes) page = g_bytes_new_static (text, strlen (text));

  return tranche_help_topic_read ("import", page, error);
}

static const TrancheHelpBlock *
get_block (TrancheHelpTopic *topic, guint i)
{
  const GPtrArray *blocks = tranche_help_topic_get_blocks (topic);

  g_assert_cmpuint (i, <, blocks->len);
  return g_ptr_array_index (blocks, i);
}

static void
assert_block (TrancheHelpTopic *topic, guint i, TrancheHelpBlockKind kind, const char *markup)
{
  g_assert_cmpint (get_block (topic, i)->kind, ==, kind);
  g_assert_cmpstr (get_block (topic, i)->markup, ==, markup);
}

static void
test_blocks (void)
{
  g_autoptr (GError) error = NULL;
  TrancheHelpTopic *topic = read_page (
      "<?xml version='1.0' encoding='utf-8'?>\n"
      "<page xmlns='http://projectmallard.org/1.0/' type='topic' id='import'>\n"
      " <info><link type='guide' xref='index'/><title type='sort'>4</title>\n"
      "  <desc>Read\n   statements</desc></info>\n"
      " <title>Import</title>\n"
      " <p>Choose <guiseq><gui>Menu</gui>\n  <gui>Open &amp; Read</gui></guiseq>, or press\n"
      "  <keyseq><key>Ctrl</key><key>O</key></keyseq>.</p>\n"
      " <section id='rules'><title>Rules</title>\n"
      "  <steps><item><p>First</p><p>more</p></item><item><p>Second</p></item></steps>\n"
      "  <list><item><p>See <link xref='segments#limits'>Limits</link></p></item></list>\n"
      "  <terms><item><title>Gross</title><p>With tax</p></item></terms>\n"
      "  <note><p>Take care</p></note>\n"
      "  <screen>a  b\nc</screen>\n"
      " </section>\n"
      "</page>\n",
      &error);

  g_assert_no_error (error);
  g_assert_cmpstr (tranche_help_topic_get_id (topic), ==, "import");
  g_assert_cmpstr (tranche_help_topic_get_title (topic), ==, "Import");
  g_assert_cmpstr (tranche_help_topic_get_description (topic), ==, "Read statements");
  assert_block (topic, 0, TRANCHE_HELP_PARAGRAPH,
                "Choose <b>Menu</b> › <b>Open &amp; Read</b>, or press <tt>Ctrl</tt>+<tt>O</tt>.");
  assert_block (topic, 1, TRANCHE_HELP_HEADING, "Rules");
  g_assert_cmpstr (get_block (topic, 1)->section, ==, "rules");
  assert_block (topic, 2, TRANCHE_HELP_STEP, "First");
  g_assert_cmpuint (get_block (topic, 2)->number, ==, 1);
  assert_block (topic, 3, TRANCHE_HELP_PARAGRAPH, "more");
  g_assert_true (get_block (topic, 3)->indented);
  assert_block (topic, 4, TRANCHE_HELP_STEP, "Second");
  g_assert_cmpuint (get_block (topic, 4)->number, ==, 2);
  assert_block (topic, 5, TRANCHE_HELP_ITEM, "See <a href=\"segments#limits\">Limits</a>");
  assert_block (topic, 6, TRANCHE_HELP_TERM, "Gross");
  assert_block (topic, 7, TRANCHE_HELP_PARAGRAPH, "With tax");
  g_assert_true (get_block (topic, 7)->indented);
  assert_block (topic, 8, TRANCHE_HELP_NOTE, "Take care");
  assert_block (topic, 9, TRANCHE_HELP_SCREEN, "a  b\nc");
  g_assert_cmpuint (tranche_help_topic_get_blocks (topic)->len, ==, 10);
  g_assert_finalize_object (topic);
}

static void
test_matches (void)
{
  TrancheHelpTopic *topic
      = read_page ("<page><title>Import</title><p>Über die <gui>Provider</gui></p></page>", NULL);

  g_assert_true (tranche_help_topic_matches (topic, ""));
  g_assert_true (tranche_help_topic_matches (topic, "uber PROVID"));
  g_assert_true (tranche_help_topic_matches (topic, " import "));
  g_assert_false (tranche_help_topic_matches (topic, "import backup"));
  g_assert_finalize_object (topic);
}

static void
test_invalid (void)
{
  const char *pages[] = {
    "",
    "no markup",
    "<page><title>Cut",
    "<page></page>",
    "<svg><title>Picture</title></svg>",
    "<page><title>a</p></page>",
    "<page><title>\xff</title></page>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_page (pages[i], &error));
      g_assert_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID);
    }
}

/* Elements where none expects them are no reason to stop. */
static void
test_strange (void)
{
  TrancheHelpTopic *topic
      = read_page ("<page><title>Import</title><item><p>a</p></item><video src='x'>b</video>"
                   "<p>c <span>d</span> <link>e</link></p><list/><steps><item/></steps></page>",
                   NULL);

  assert_block (topic, 0, TRANCHE_HELP_PARAGRAPH, "a");
  assert_block (topic, 1, TRANCHE_HELP_PARAGRAPH, "c d <a href=\"\">e</a>");
  g_assert_cmpuint (tranche_help_topic_get_blocks (topic)->len, ==, 2);
  g_assert_finalize_object (topic);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/help-topic/blocks", test_blocks);
  g_test_add_func ("/model/help-topic/matches", test_matches);
  g_test_add_func ("/model/help-topic/invalid", test_invalid);
  g_test_add_func ("/model/help-topic/strange", test_strange);
  return g_test_run ();
}
