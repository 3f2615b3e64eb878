# SPDX-License-Identifier: GPL-2.0-or-later
"""The jobs of this profile: running ones with their stage, ended ones to load again."""

from __future__ import annotations

from typing import Dict

from qgis.core import QgsTask
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from ..jobs import history
from ..jobs.segmentation_task import SegmentationTask


class JobsPanel(QWidget):
    """The second tab."""

    #: A record of the history whose results are to be loaded.
    load_requested = pyqtSignal(dict)

    def __init__(self) -> None:
        """Build the panel from the history."""
        super().__init__()
        self.list = QTreeWidget()
        self.list.setHeaderLabels([self.tr("Job"), self.tr("State")])
        self.list.setRootIsDecorated(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._tasks: Dict[str, SegmentationTask] = {}
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self._cancel)
        load = QPushButton(self.tr("Load results"))
        load.clicked.connect(self._load)
        line = QHBoxLayout()
        line.addWidget(self.cancel_button)
        line.addWidget(load)
        layout = QVBoxLayout(self)
        layout.addWidget(self.list)
        layout.addLayout(line)
        for record in history.records():
            self.show(record["job_id"], record["title"], record["state"])

    def show(self, job_id: str, title: str, state: str) -> QTreeWidgetItem:  # type: ignore[override]
        """Show a job, newest first."""
        found = [self.list.topLevelItem(i) for i in range(self.list.topLevelItemCount())
                 if self.list.topLevelItem(i).data(0, Qt.ItemDataRole.UserRole) == job_id]
        item = found[0] if found else QTreeWidgetItem([title, state])
        if not found:
            item.setData(0, Qt.ItemDataRole.UserRole, job_id)
            self.list.insertTopLevelItem(0, item)
            self.list.setCurrentItem(item)
        item.setText(1, state)
        item.setToolTip(0, title)
        item.setToolTip(1, state)
        return item

    def follow(self, task: SegmentationTask) -> None:
        """Show a task as it runs."""
        job = task.job
        self._tasks[job.job_id] = task
        self.show(job.job_id, job.title, self.tr("starting"))
        stages = {"text": ""}

        def update() -> None:
            if task.status() == QgsTask.TaskStatus.Running:
                self.show(job.job_id, job.title, f"{task.progress():.0f} % {stages['text']}")

        def staged(text: str) -> None:
            stages["text"] = text
            update()

        task.stage.connect(staged)
        task.progressChanged.connect(lambda _: update())

    def ended(self, task: SegmentationTask, text: str) -> None:
        """Show how a task ended."""
        self._tasks.pop(task.job.job_id, None)
        self.show(task.job.job_id, task.job.title, text)

    def _current(self) -> str:
        item = self.list.currentItem()
        return item.data(0, Qt.ItemDataRole.UserRole) if item is not None else ""

    def _cancel(self) -> None:
        task = self._tasks.get(self._current())
        if task is not None:
            task.cancel()

    def _load(self) -> None:
        for record in history.records():
            if record["job_id"] == self._current():
                self.load_requested.emit(record)
