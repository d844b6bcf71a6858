"""Addresses of the pages."""

from django.urls import path

from workspace.pages.views import acts, board, desk, ledger, outlook, public, room

urlpatterns = [
    path("", board.board, name="board"),
    path("acting/", board.act_for, name="act_for"),
    path("matters/<int:pk>/", room.room, name="room"),
    path("matters/<int:pk>/case-file/", room.case_file, name="case_file"),
    path("files/<int:pk>/", room.file, name="file"),
    path("agreements/<int:pk>/word/", room.word, name="word"),
    path("acts/<slug:name>/<int:pk>/", acts.act, name="act"),
    path("desk/", desk.desk, name="desk"),
    path("desk/below/", desk.superior, name="superior"),
    path("notices/", desk.notices, name="notices"),
    path("notices/read/", desk.read_notices, name="read_notices"),
    path("outlook/", outlook.outlook, name="outlook"),
    path("outlook/<int:pk>/ask/", outlook.ask, name="ask_forecast"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/export/", ledger.export, name="ledger_export"),
    path("public/", public.public, name="public"),
    path("public/speak/", public.speak, name="speak"),
    path("public/questions/<int:pk>/", public.answer, name="answer"),
    path("public/receipt/", public.receipt, name="receipt"),
    path("voices/<int:pk>/", public.voice, name="voice"),
]
